package metatextgrad.optimizer;

import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed;

/**
 * The manifest of a batch, and the decision that closes the batch (RELIABILITY §5 rules 2-5). The
 * first decision of a barrier wins. A process that could decide better later follows the first
 * decision too.
 */
record Barriers(DecisionBuilder decision, TrialKeys keys) {
    /** Returns true while a batch waits for its tasks: the deadline does not run then. */
    boolean parked(int step, Split split) {
        return decision.all(keys.parked(step, split)).stream()
                .anyMatch(parked -> !decision.has(keys.batch(step, split, parked.first())));
    }

    void close(int step, Split split, BatchClosed.Reason reason, List<Integer> slots) {
        decision.emit(new BatchClosed(keys.trial(), step, split, reason, slots));
    }

    /**
     * Proposes, at the deadline, to close with the present slots. Proposes to give up if there is
     * no manifest.
     */
    void propose(int step, Split split, List<Integer> slots) {
        if (parked(step, split)) return;
        if (decision.all(keys.batches(step, split)).isEmpty()) {
            close(step, split, BatchClosed.Reason.GIVEN_UP, List.of());
        } else {
            close(step, split, BatchClosed.Reason.DEADLINE, slots);
        }
    }

    /**
     * Returns true if a barrier was closed because its manifest was missing. Only the decision
     * counts: a replay may bring the missing manifest before it brings the decision.
     */
    static boolean gaveUp(BatchClosed closed) {
        return closed.reason() == BatchClosed.Reason.GIVEN_UP;
    }
}
