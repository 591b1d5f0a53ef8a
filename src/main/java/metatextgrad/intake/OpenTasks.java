package metatextgrad.intake;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.intake.IntakeKeys.Due;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.state.PooledTask;
import metatextgrad.model.state.TaskDue;
import org.jspecify.annotations.Nullable;

/** The tasks of traffic that wait for their right answer. */
record OpenTasks(DecisionBuilder decision, IntakeKeys keys, AdaptSettings.Evidence evidence) {
    @Nullable PooledTask find(TaskId id) {
        return decision.get(keys.open(id));
    }

    void add(TaskArrived arrived) {
        TaskSubmitted task = arrived.task();
        decision.put(keys.open(task.id()), new PooledTask(task, arrived.at(), List.of()));
        if (task.group() != null)
            decision.put(keys.openOfGroup(task.group(), task.id()), new TaskDue(task.id()));
        due().add(Due.TASK, end(arrived.at()), task.id());
        count(1);
        TrafficCount count = requireNonNull(decision.get(keys.traffic()));
        new MixWatch(decision, keys).draw(arrived, count.last());
    }

    void remove(PooledTask open) {
        due().remove(Due.TASK, end(open.at()), open.task().id());
        drop(open);
    }

    /** Drops and returns the tasks whose time is over. */
    List<PooledTask> expire(Instant now) {
        List<PooledTask> expired = new ArrayList<>();
        for (TaskId id : due().take(Due.TASK, now)) {
            PooledTask open = find(id);
            if (open == null) continue;
            drop(open);
            expired.add(open);
        }
        for (TaskId id : due().take(Due.FORGOTTEN, now)) decision.delete(keys.forgotten(id));
        return expired;
    }

    void forget(String group, Instant now) {
        for (TaskDue task : decision.all(keys.openOfGroup(group))) {
            PooledTask open = find(task.task());
            if (open == null) continue;
            remove(open);
            forget(task.task(), now);
        }
    }

    /** Notes that a right answer to a task that was dropped must not bring it back. */
    void forget(TaskId id, Instant now) {
        decision.put(keys.forgotten(id), new TaskDue(id));
        due().add(Due.FORGOTTEN, end(now), id);
    }

    /** Whether an operator may label this task as evidence: chance chose it, not its answer. */
    boolean isAudited(PooledTask task) {
        AuditSet audit = decision.get(keys.audit());
        return (audit != null && audit.draws(task.task().id(), task.at()))
                || new MixWatch(decision, keys).drew(task);
    }

    private void drop(PooledTask open) {
        TaskSubmitted task = open.task();
        decision.delete(keys.open(task.id()));
        if (task.group() != null) decision.delete(keys.openOfGroup(task.group(), task.id()));
        count(-1);
    }

    private Instant end(Instant arrived) {
        return arrived.plus(evidence.within());
    }

    private void count(int more) {
        TrafficCount count = decision.get(keys.traffic());
        TrafficCount before = count == null ? TrafficCount.none(keys.project()) : count;
        decision.put(keys.traffic(), before.waiting(more));
    }

    private DueQueue due() {
        return new DueQueue(decision, keys);
    }
}
