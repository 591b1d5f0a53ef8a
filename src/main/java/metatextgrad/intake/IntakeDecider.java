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
import metatextgrad.model.live.AdaptCommand;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.state.PooledTask;
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
            case IntakeInput.Arrived(TaskArrived arrived) -> pool(rows, arrived);
            case IntakeInput.Wanted(SetRequest request) -> want(rows, request);
            case IntakeInput.Closed(SetClosed closed) -> settle(rows, closed);
            case IntakeInput.Adapt(AdaptCommand command) -> adapt(rows, command);
            case IntakeInput.Answer(AnswerGiven given) -> LiveJoin.answer(rows, given);
            case IntakeInput.Feedback(FeedbackGiven given) -> LiveJoin.feedback(rows, given);
            case IntakeInput.Command(TaskCommand command) -> LiveJoin.command(rows, command);
        };
    }

    private static Decision take(Rows rows, TaskSubmitted task) {
        IntakeKeys keys = new IntakeKeys(task.project());
        TaskSubmitted known = rows.get(keys.task(task));
        if (known != null) return repeated(task, known);
        String set = task.set();
        if (set == null) return Decision.rejected("a task of traffic without a time of arrival");
        TaskOfInput first = rows.get(keys.input(set, task.input()));
        if (first != null) {
            return Decision.rejected(
                    "task `%s` has the input of task `%s` of set `%s`; a set has each input once: remove one of the two, or send both under another set"
                            .formatted(task.id(), first.task(), set));
        }
        DecisionBuilder decision = new DecisionBuilder(rows);
        TaskPool pool = new TaskPool(decision, keys);
        pool.keep(task);
        pool.advance(decision.all(keys.parked(set)));
        return decision.decision();
    }

    private static Decision repeated(TaskSubmitted task, TaskSubmitted known) {
        return sameContent(task, known)
                ? Decision.ignored(IgnoreReason.DUPLICATE)
                : Decision.rejected(
                        "task id `%s` is in use for another input or target: choose another id, or send no id"
                                .formatted(task.id()));
    }

    private static boolean sameContent(TaskSubmitted one, TaskSubmitted other) {
        return one.input().equals(other.input()) && Objects.equals(one.target(), other.target());
    }

    private static boolean sameInput(TaskSubmitted task, PooledTask known) {
        return task.input().equals(known.task().input());
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

    /** A task that arrives again later counts again; one that was only sent twice does not. */
    private static Decision pool(Rows rows, TaskArrived sent) {
        TaskArrived arrived = new TaskArrived(sent.task().asTraffic(), sent.at());
        IntakeKeys keys = new IntakeKeys(arrived.task().project());
        TaskSubmitted task = arrived.task();
        if (rows.has(keys.forgotten(task.id()))) return Decision.ignored(IgnoreReason.STALE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        Reservoir pool = new Reservoir(decision, keys);
        PooledTask known = pool.withId(task.id());
        boolean later = known == null || arrived.at().isAfter(known.at());
        PooledTask correction =
                known != null && TrafficTasks.isTrainOnly(known.task()) && sameInput(task, known)
                        ? known
                        : null;
        if (known != null && correction == null && !(later && sameContent(task, known.task())))
            return repeated(task, known.task());
        TrafficCount before = pool.traffic();
        boolean isNew = correction == null;
        AdaptStarted started = rows.get(keys.adapt());
        if (started == null) {
            if (task.target() == null) pool.leaveOut(arrived);
            else pool.add(arrived);
        } else {
            LiveJoin join = new LiveJoin(decision, keys, started, pool);
            PooledTask waiting = join.waiting(task.id());
            if (waiting != null && (task.target() == null || !sameInput(task, waiting)))
                return repeated(task, waiting.task());
            isNew &= waiting == null;
            if (correction != null && (task.target() == null || !join.evidence().truth()))
                return Decision.ignored(IgnoreReason.DUPLICATE);
            if (task.target() == null) join.keep(arrived);
            else join.answer(arrived, correction);
            join.advance(arrived.at());
        }
        if (isNew) new MixWatch(decision, keys).count(task);
        if (SuspiciousText.isIn(task, isNew)) pool.suspect();
        new Windows(decision, keys, pool).advance(before);
        return decision.decision();
    }

    /**
     * A request replaces the waiting one of its kind: a project waits for one window, and for tasks
     * of one contest.
     */
    private static Decision want(Rows rows, SetRequest request) {
        IntakeKeys keys = new IntakeKeys(request.project().id());
        boolean waits = request.equals(rows.get(keys.wanted(request.set())));
        boolean drawn = rows.has(keys.closed(request.set())) || rows.has(keys.count(request.set()));
        if (waits || drawn) return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        for (SetRequest other : decision.all(keys.wanted())) {
            boolean sameKind = other.getClass() == request.getClass();
            if (sameKind && other.set().compareTo(request.set()) > 0)
                return Decision.ignored(IgnoreReason.STALE);
            if (sameKind) decision.delete(keys.wanted(other.set()));
        }
        new Shortage(decision, keys).clear();
        decision.put(keys.wanted(request.set()), request);
        new Windows(decision, keys, new Reservoir(decision, keys)).answer(request);
        return decision.decision();
    }

    private static Decision settle(Rows rows, SetClosed closed) {
        IntakeKeys keys = new IntakeKeys(closed.snapshot().spec().project());
        if (rows.has(keys.closed(closed.set()))) return Decision.ignored(IgnoreReason.DUPLICATE);
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.put(keys.closed(closed.set()), closed);
        decision.delete(keys.wanted(closed.set()));
        TaskPool pool = new TaskPool(decision, keys);
        pool.keep(closed.snapshot());
        pool.advance(decision.all(keys.parked(closed.snapshot().spec())));
        return decision.decision();
    }

    /** A stopped project draws no window until it is started again. */
    private static Decision adapt(Rows rows, AdaptCommand command) {
        IntakeKeys keys = new IntakeKeys(command.id());
        DecisionBuilder decision = new DecisionBuilder(rows);
        switch (command) {
            case AdaptStarted started -> {
                decision.put(keys.adapt(), started);
                decision.delete(keys.stopped());
                new Shortage(decision, keys).clear();
            }
            case AdaptStopped stopped -> decision.put(keys.stopped(), stopped);
        }
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
