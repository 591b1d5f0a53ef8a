package metatextgrad.optimize;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.BatchClosed;
import metatextgrad.model.Split;
import metatextgrad.model.TaskBatch;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of a batch, and the decision that closes it (RELIABILITY §5 rules 2-5). The first
 * decision of a barrier wins, and is followed even by whoever could now decide better.
 */
record Barriers(DecisionBuilder draft, TrialKeys keys) {
    List<TaskBatch> batches(int step, Split split) {
        return draft.all(keys.batches(step, split));
    }

    @Nullable BatchClosed closed(int step, Split split) {
        return draft.get(keys.closed(step, split));
    }

    /** Time does not run for a batch that waits for its tasks. */
    boolean parked(int step, Split split) {
        return draft.all(keys.parked(step, split)).stream()
                .anyMatch(parked -> !draft.has(keys.batch(step, split, parked.first())));
    }

    void close(int step, Split split, BatchClosed.Reason reason, List<Integer> slots) {
        draft.emit(new BatchClosed(keys.trial(), step, split, reason, slots));
    }

    /** At the deadline: with the slots that are there, or given up if there is no manifest. */
    void propose(int step, Split split, List<Integer> slots) {
        if (parked(step, split)) return;
        if (batches(step, split).isEmpty()) {
            close(step, split, BatchClosed.Reason.GIVEN_UP, List.of());
        } else {
            close(step, split, BatchClosed.Reason.DEADLINE, slots);
        }
    }

    /**
     * Whether a barrier was closed for want of a manifest. It is read off the decision alone, for a
     * replay may bring what was missing before it brings the decision.
     */
    static boolean gaveUp(BatchClosed closed) {
        return closed.reason() == BatchClosed.Reason.GIVEN_UP;
    }
}
