package metatextgrad.cli.projects;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;

/**
 * The tasks of one project that wait for their right answer, as intake has them. Not thread-safe.
 */
final class UnlabelledTasks {
    private final Map<TaskId, TaskArrived> open = new LinkedHashMap<>();
    private final Duration wait;
    private final Predicate<TaskArrived> wanted;
    private Instant last = Instant.MIN;

    /**
     * @param wait how long a task waits
     * @param wanted the tasks to keep
     */
    UnlabelledTasks(Duration wait, Predicate<TaskArrived> wanted) {
        this.wait = wait;
        this.wanted = wanted;
    }

    void add(TaskArrived arrived) {
        TaskSubmitted task = arrived.task();
        if (arrived.at().isAfter(last)) last = arrived.at();
        if (task.target() != null) open.remove(task.id());
        else if (wanted.test(arrived)) open.merge(task.id(), arrived, this::first);
    }

    void handle(TaskCommand command) {
        switch (command) {
            case TaskLabelled label -> open.remove(label.task());
            case GroupForgotten forgotten ->
                    open.values()
                            .removeIf(
                                    one ->
                                            forgotten.group().equals(one.task().group())
                                                    && !one.at().isAfter(forgotten.at()));
            case AuditSet other -> {}
        }
    }

    /** A task that was sent again waits since it was sent first. */
    private TaskArrived first(TaskArrived known, TaskArrived again) {
        return waits(known) ? known : again;
    }

    /** Whether intake has not dropped the task. Its time is that of the last task. */
    private boolean waits(TaskArrived arrived) {
        return arrived.at().plus(wait).isAfter(last);
    }

    List<TaskArrived> tasks() {
        return open.values().stream().filter(this::waits).toList();
    }
}
