package metatextgrad.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.intake.IntakeKeys.Due;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.state.OpenFeedback;
import metatextgrad.model.state.PooledTask;
import metatextgrad.model.state.TaskDue;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of traffic, with or without a right answer. A user's correction is no right answer: a
 * task that has one may only train, so that users cannot decide what passes the gate.
 */
record TrafficTasks(
        DecisionBuilder decision,
        IntakeKeys keys,
        Project project,
        Reservoir pool,
        OpenTasks open) {
    /** Returns a task as it was sent; null if it is not known. */
    @Nullable TaskSubmitted any(TaskId id) {
        PooledTask known = pool.withId(id);
        if (known == null) known = open.find(id);
        if (known == null) known = decision.get(keys.leftOut(id));
        return known == null ? null : known.task();
    }

    /** Returns a task with its right answer; null if that is not known. */
    @Nullable TaskSubmitted right(TaskId id) {
        PooledTask known = pool.withId(id);
        if (known == null) known = decision.get(keys.leftOut(id));
        return known == null || isTrainOnly(known.task()) ? null : known.task();
    }

    /**
     * Adds a task with its right answer, or that of a user. The pool leaves it out if it has the
     * input from another group, and drops an earlier one with its input. The one that is not in the
     * pool is kept until its answer is judged, or questions of many users would not count.
     *
     * @param now when the right answer came
     */
    void add(TaskArrived arrived, Instant now) {
        PooledTask earlier = pool.withInput(arrived.task());
        pool.add(arrived);
        keepIfDropped(new PooledTask(arrived.task(), arrived.at(), List.of()), now);
        if (earlier != null) keepIfDropped(earlier, now);
    }

    private void keepIfDropped(PooledTask pooled, Instant now) {
        TaskId id = pooled.task().id();
        if (pool.withId(id) != null) return;
        dropLeftOut(id);
        decision.put(keys.leftOut(id), pooled);
        String group = pooled.task().group();
        if (group != null) decision.put(keys.leftOutOfGroup(group, id), new TaskDue(id));
        Instant due = now.plus(requireNonNull(project.adapt()).evidence().after());
        new DueQueue(decision, keys).add(Due.LEFT_OUT, due, id);
    }

    /** Drops a task that the pool left out. */
    void dropLeftOut(TaskId id) {
        PooledTask left = decision.get(keys.leftOut(id));
        if (left == null) return;
        decision.delete(keys.leftOut(id));
        String group = left.task().group();
        if (group != null) decision.delete(keys.leftOutOfGroup(group, id));
    }

    /** Drops the tasks of a group that the pool left out. */
    void forgetLeftOut(String group) {
        for (TaskDue left : decision.all(keys.leftOutOfGroup(group))) dropLeftOut(left.task());
    }

    /** Whether a task has a user's answer, or none. */
    static boolean isTrainOnly(TaskSubmitted task) {
        return task.split() != null || task.target() == null;
    }

    /**
     * Whether a task of this split has a score. With right answers, a judge only helps to train.
     */
    static boolean isScored(PooledTask pooled, Split split, AdaptSettings.Evidence evidence) {
        return pooled.task().target() != null
                || !evidence.truth()
                || (evidence.judge() && split == Split.TRAIN);
    }

    /** A task whose right answer did not come may train, by the judge. */
    void expire(PooledTask open) {
        boolean judged = requireNonNull(project.adapt()).evidence().judge();
        if (judged && SplitRule.split(open.task(), project.shares()) == Split.TRAIN)
            pool.add(new TaskArrived(open.task().withSplit(Split.TRAIN), open.at()));
    }

    /**
     * Keeps a task that arrived without a right answer, which may have come before it.
     *
     * @return whether it has an answer now
     */
    boolean keep(TaskArrived arrived) {
        TaskId id = arrived.task().id();
        open.add(arrived);
        TaskLabelled label = decision.get(keys.label(id));
        if (label != null) return label(id, label.target(), arrived.at());
        OpenFeedback feedback = decision.get(keys.feedback(id));
        String target = feedback == null ? null : feedback.feedback().target();
        return target != null && correct(id, target, arrived.at());
    }

    /** Takes the label of an operator: a right answer if an audit drew the task. */
    boolean label(TaskId id, String target, Instant now) {
        PooledTask corrected = pool.withId(id);
        if (corrected != null && isTrainOnly(corrected.task()) && open.isAudited(corrected)) {
            TaskSubmitted right = corrected.task().asTraffic().withTarget(target);
            add(new TaskArrived(right, corrected.at()), now);
            return true;
        }
        PooledTask waiting = open.find(id);
        if (waiting == null) return false;
        decision.delete(keys.label(id));
        if (!open.isAudited(waiting)) return correct(id, target, now);
        open.remove(waiting);
        add(new TaskArrived(waiting.task().withTarget(target), waiting.at()), now);
        return true;
    }

    /** Takes the answer that a user considers right. Returns whether the task waited. */
    boolean correct(TaskId id, String target, Instant now) {
        PooledTask waiting = open.find(id);
        if (waiting == null) return false;
        if (SplitRule.split(waiting.task(), project.shares()) != Split.TRAIN) return true;
        open.remove(waiting);
        TaskSubmitted corrected = waiting.task().withTarget(target).withSplit(Split.TRAIN);
        add(new TaskArrived(corrected, waiting.at()), now);
        return true;
    }
}
