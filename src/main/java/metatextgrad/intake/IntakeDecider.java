package metatextgrad.intake;

import java.util.List;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Rows;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;

/**
 * The data loader of a stream. It keeps every task, freezes a finite set once exactly the announced
 * tasks have arrived, and answers requests from frozen sets only. It parks a request that cannot be
 * answered yet. A frozen set counts only after it is read back from its topic, so that a replay
 * finds the old one (RELIABILITY §5 rule 8). Any order of events ends in the same rows and batches.
 */
public final class IntakeDecider implements Decider<IntakeInput> {
    @Override
    public InputTable<IntakeInput> inputs() {
        return IntakeInput.TABLE;
    }

    @Override
    public Decision decide(Rows rows, IntakeInput input) {
        return switch (input) {
            case IntakeInput.NewTask(TaskSubmitted task) -> take(rows, task);
            case IntakeInput.Frozen(Snapshot snapshot) -> settle(rows, snapshot);
            case IntakeInput.Request(BatchRequested request) -> answer(rows, request);
        };
    }

    private static Decision take(Rows rows, TaskSubmitted task) {
        IntakeKeys keys = new IntakeKeys(task.project());
        if (rows.has(keys.task(task))) return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        TaskPool pool = new TaskPool(decision, keys);
        pool.keep(task);
        if (task.set() != null) pool.advance(decision.all(keys.parked(task.set())));
        return decision.decision();
    }

    private static Decision settle(Rows rows, Snapshot snapshot) {
        IntakeKeys keys = new IntakeKeys(snapshot.spec().project());
        if (rows.has(keys.snapshot(snapshot.spec().id())))
            return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        TaskPool pool = new TaskPool(decision, keys);
        pool.keep(snapshot);
        pool.advance(decision.all(keys.parked(snapshot.spec())));
        return decision.decision();
    }

    /**
     * A repeated request gets its answer again: the answer is the same, and the first one may have
     * been lost.
     */
    private static Decision answer(Rows rows, BatchRequested request) {
        IntakeKeys keys = new IntakeKeys(request.stepRef().project());
        if (rows.has(keys.parked(request))) return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        TaskPool pool = new TaskPool(decision, keys);
        pool.park(request);
        pool.advance(List.of(request));
        pool.reportIfParked(request);
        return decision.decision();
    }
}
