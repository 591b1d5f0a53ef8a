package metatextgrad.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.Rows;
import metatextgrad.intake.IntakeKeys.Due;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.state.OpenAnswer;
import metatextgrad.model.state.OpenFeedback;
import metatextgrad.model.state.PooledTask;
import org.jspecify.annotations.Nullable;

/**
 * Joins the answers of applications, right answers and feedback to the tasks of one project that
 * adapts, in any order. Each has a time, and time is that of events only.
 */
final class LiveJoin {
    private static final int REPORT = 25;

    private final DecisionBuilder decision;
    private final IntakeKeys keys;
    private final Project project;
    private final Reservoir pool;
    private final OpenTasks open;
    private final TrafficTasks tasks;
    private final Judgements judgements;

    LiveJoin(DecisionBuilder decision, IntakeKeys keys, AdaptStarted started, Reservoir pool) {
        this.decision = decision;
        this.keys = keys;
        this.project = started.project();
        this.pool = pool;
        open = new OpenTasks(decision, keys, evidence());
        tasks = new TrafficTasks(decision, keys, project, pool, open);
        judgements = new Judgements(decision, keys, project, tasks);
    }

    /** Adds a task without a right answer. */
    void keep(TaskArrived arrived) {
        if (!evidence().truth()) tasks.add(arrived, arrived.at());
        else if (tasks.keep(arrived)) judgements.joined(arrived.task().id());
        judgements.join(arrived.task().id(), arrived.at());
    }

    /**
     * Adds a task with its right answer. The task may wait for it, with its group.
     *
     * @param correction the same task with a user's answer; null if there is none
     */
    void answer(TaskArrived arrived, @Nullable PooledTask correction) {
        TaskSubmitted task = arrived.task();
        PooledTask waiting = correction == null ? open.find(task.id()) : correction;
        if (waiting != null && correction == null) open.remove(waiting);
        tasks.add(
                waiting == null
                        ? arrived
                        : new TaskArrived(
                                waiting.task()
                                        .asTraffic()
                                        .withTarget(requireNonNull(task.target())),
                                waiting.at()),
                arrived.at());
        judgements.join(task.id(), arrived.at());
    }

    /** Returns the waiting task of this id, or null. */
    @Nullable PooledTask waiting(TaskId id) {
        return open.find(id);
    }

    /** Handles what is due at this time. */
    void advance(Instant at) {
        TrafficCount before = pool.traffic();
        decision.put(keys.traffic(), before.at(at));
        Instant now = pool.traffic().last();
        judgements.advance(now);
        open.expire(now).forEach(tasks::expire);
        TrafficCount after = pool.traffic();
        if (after.judged() / REPORT != before.judged() / REPORT
                || after.unjoined() != before.unjoined()) decision.emit(after);
    }

    /** Keeps an answer. The first one of a task counts. */
    static Decision answer(Rows rows, AnswerGiven given) {
        IntakeKeys keys = new IntakeKeys(given.project());
        AdaptStarted started = rows.get(keys.adapt());
        if (started == null) return notAdapting(given.project());
        OpenAnswer known = rows.get(keys.answer(given.task()));
        if (known != null)
            return known.answer().equals(given)
                    ? Decision.ignored(IgnoreReason.DUPLICATE)
                    : Decision.rejected(
                            "task `%s` has another answer, of version %s: the first one counts"
                                    .formatted(given.task(), known.answer().version()));
        DecisionBuilder decision = new DecisionBuilder(rows);
        LiveJoin join = of(decision, keys, started);
        Instant now = join.pool.traffic().last();
        TrafficCount before = join.pool.traffic();
        if (!join.judgements.due(given).isAfter(now))
            return Decision.rejected(
                    "the answer to task `%s` is of %s, and answers are judged at the age of `feedback.after`, which has passed: report answers when they are given"
                            .formatted(given.task(), given.served()));
        join.judgements.keep(given);
        join.advance(given.served());
        new Windows(decision, keys, join.pool).advance(before);
        return decision.decision();
    }

    /** Keeps feedback. The first one on a task counts. */
    static Decision feedback(Rows rows, FeedbackGiven given) {
        IntakeKeys keys = new IntakeKeys(given.project());
        AdaptStarted started = rows.get(keys.adapt());
        if (started == null) return notAdapting(given.project());
        OpenFeedback known = rows.get(keys.feedback(given.task()));
        if (known != null)
            return known.feedback().sameAs(given)
                    ? Decision.ignored(IgnoreReason.DUPLICATE)
                    : Decision.rejected(
                            "task `%s` has other feedback: the first one counts"
                                    .formatted(given.task()));
        DecisionBuilder decision = new DecisionBuilder(rows);
        LiveJoin join = of(decision, keys, started);
        if (!join.evidence().feedback())
            return Decision.rejected(
                    "feedback is no evidence of project `%s`: add it to `adapt.evidence` and start again"
                            .formatted(given.project()));
        TrafficCount before = join.pool.traffic();
        join.judgements.keep(given);
        String target = given.target();
        if (target != null && join.tasks.correct(given.task(), target, given.at()))
            join.judgements.joined(given.task());
        join.advance(given.at());
        if (SuspiciousText.isIn(given)) join.pool.suspect();
        new Windows(decision, keys, join.pool).advance(before);
        return decision.decision();
    }

    static Decision command(Rows rows, TaskCommand command) {
        IntakeKeys keys = new IntakeKeys(command.project());
        AdaptStarted started = rows.get(keys.adapt());
        if (started == null) return notAdapting(command.project());
        DecisionBuilder decision = new DecisionBuilder(rows);
        LiveJoin join = of(decision, keys, started);
        TrafficCount before = join.pool.traffic();
        if (!join.evidence().truth() && !(command instanceof GroupForgotten))
            return Decision.rejected(
                    "right answers are no evidence of project `%s`: add `truth` to `adapt.evidence` and start again"
                            .formatted(command.project()));
        switch (command) {
            case AuditSet audit -> decision.put(keys.audit(), audit);
            case TaskLabelled label -> join.label(label);
            case GroupForgotten forgotten -> join.forget(forgotten.group());
        }
        new Windows(decision, keys, join.pool).advance(before);
        return decision.decision();
    }

    private void label(TaskLabelled label) {
        TaskId id = label.task();
        if (tasks.label(id, label.target(), label.at())) {
            judgements.join(id, label.at());
        } else if (pool.withId(id) == null && !decision.has(keys.label(id))) {
            decision.put(keys.label(id), label);
            new DueQueue(decision, keys).add(Due.OPINION, label.at().plus(evidence().within()), id);
        } else decision.ignore(IgnoreReason.DUPLICATE);
    }

    private void forget(String group) {
        Instant now = pool.traffic().last();
        pool.forget(group).forEach(id -> open.forget(id, now));
        open.forget(group, now);
        tasks.forgetLeftOut(group);
        judgements.forget(group);
    }

    private static LiveJoin of(DecisionBuilder decision, IntakeKeys keys, AdaptStarted started) {
        return new LiveJoin(decision, keys, started, new Reservoir(decision, keys));
    }

    private static Decision notAdapting(ProjectId project) {
        return Decision.rejected(
                "project `%s` does not adapt: mtg adapt start %s".formatted(project, project));
    }

    AdaptSettings.Evidence evidence() {
        return requireNonNull(project.adapt()).evidence();
    }
}
