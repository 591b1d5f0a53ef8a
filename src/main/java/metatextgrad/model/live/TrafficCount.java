package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.Event;

/**
 * The tasks of traffic of a project since its last window.
 *
 * @param arrived tasks that entered the pool, or replaced one with the same input
 * @param leftOut tasks that did not: without a right answer, or with an input of another group
 * @param pooled tasks in the pool
 * @param first when the first one arrived
 * @param last when the last task of the project arrived
 */
public record TrafficCount(
        ProjectId project, int arrived, int leftOut, int pooled, Instant first, Instant last)
        implements Event {
    /** No task has arrived. */
    public static TrafficCount none(ProjectId project) {
        return new TrafficCount(project, 0, 0, 0, Instant.EPOCH, Instant.EPOCH);
    }

    /** Returns the count after a window. */
    public TrafficCount closed() {
        return new TrafficCount(project, 0, 0, pooled, last, last);
    }

    /** Returns the count with one more task. A time before the last one counts as the last one. */
    public TrafficCount with(boolean entered, int size, Instant at) {
        Instant now = at.isAfter(last) ? at : last;
        return new TrafficCount(
                project,
                arrived + (entered ? 1 : 0),
                leftOut + (entered ? 0 : 1),
                size,
                arrived + leftOut == 0 ? now : first,
                now);
    }

    @Override
    public String key() {
        return "traffic|" + project;
    }
}
