package metatextgrad.intake;

import java.util.List;
import java.util.Objects;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Rows;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.state.TaskOfInput;

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
        TaskSubmitted known = rows.get(keys.task(task));
        if (known != null) return repeated(task, known);
        String set = task.set();
        TaskOfInput first = set == null ? null : rows.get(keys.input(set, task.input()));
        if (first != null) {
            return Decision.rejected(
                    "task `%s` has the input of task `%s` of set `%s`; a set has each input once: remove one of the two, or send both under another set"
                            .formatted(task.id(), first.task(), set));
        }
        DecisionBuilder decision = new DecisionBuilder(rows);
        TaskPool pool = new TaskPool(decision, keys);
        pool.keep(task);
        if (set != null) pool.advance(decision.all(keys.parked(set)));
        return decision.decision();
    }

    private static Decision repeated(TaskSubmitted task, TaskSubmitted known) {
        boolean same =
                task.input().equals(known.input()) && Objects.equals(task.target(), known.target());
        return same
                ? Decision.ignored(IgnoreReason.DUPLICATE)
                : Decision.rejected(
                        "task id `%s` is in use for another input or target: choose another id, or send no id"
                                .formatted(task.id()));
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
