package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;

/**
 * A task of traffic.
 *
 * @param task belongs to no set
 * @param at time of the application's record
 */
public record TaskArrived(TaskSubmitted task, Instant at) implements Event {
    public TaskArrived {
        if (task.set() != null)
            throw new IllegalArgumentException("a task of set `%s`".formatted(task.set()));
    }

    @Override
    public String key() {
        return task.key();
    }
}
