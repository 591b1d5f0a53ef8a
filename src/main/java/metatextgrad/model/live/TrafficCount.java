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
 * @param open tasks that wait for their right answer
 * @param judged answers of applications that were judged, over the life of the project
 * @param unjoined feedback that found no unjudged answer and corrected no task, over the life of
 *     the project
 * @param suspicious tasks and feedback with tags of our prompts in their texts, over the life of
 *     the project
 * @param first when the first one arrived
 * @param last latest time of a task, an answer or feedback of the project
 */
public record TrafficCount(
        ProjectId project,
        int arrived,
        int leftOut,
        int pooled,
        int open,
        long judged,
        long unjoined,
        long suspicious,
        Instant first,
        Instant last)
        implements Event {
    /** No task has arrived. */
    public static TrafficCount none(ProjectId project) {
        return new TrafficCount(project, 0, 0, 0, 0, 0, 0, 0, Instant.EPOCH, Instant.EPOCH);
    }

    /** Returns the count after a window. */
    public TrafficCount closed() {
        return new TrafficCount(
                project, 0, 0, pooled, open, judged, unjoined, suspicious, last, last);
    }

    /** Returns the count with one more task. A time before the last one counts as the last one. */
    public TrafficCount with(boolean entered, int size, Instant at) {
        Instant now = at.isAfter(last) ? at : last;
        return new TrafficCount(
                project,
                arrived + (entered ? 1 : 0),
                leftOut + (entered ? 0 : 1),
                size,
                open,
                judged,
                unjoined,
                suspicious,
                seen() == 0 ? now : first,
                now);
    }

    /** Returns the count at a later time. */
    public TrafficCount at(Instant time) {
        return time.isAfter(last)
                ? new TrafficCount(
                        project,
                        arrived,
                        leftOut,
                        pooled,
                        open,
                        judged,
                        unjoined,
                        suspicious,
                        first,
                        time)
                : this;
    }

    /** Returns the count with more or fewer tasks that wait. */
    public TrafficCount waiting(int more) {
        return counted(open + more, judged, unjoined, suspicious);
    }

    /** Returns the count with one more judged answer. */
    public TrafficCount oneJudged() {
        return counted(open, judged + 1, unjoined, suspicious);
    }

    /** Returns the count with one more feedback that joined nothing. */
    public TrafficCount oneUnjoined() {
        return counted(open, judged, unjoined + 1, suspicious);
    }

    /** Returns the count with one more suspicious task or feedback. */
    public TrafficCount oneSuspicious() {
        return counted(open, judged, unjoined, suspicious + 1);
    }

    private TrafficCount counted(int waits, long judgements, long withoutTask, long suspects) {
        return new TrafficCount(
                project,
                arrived,
                leftOut,
                pooled,
                waits,
                judgements,
                withoutTask,
                suspects,
                first,
                last);
    }

    /** Returns the number of tasks since the last window, also of those that were left out. */
    public int seen() {
        return arrived + leftOut;
    }

    @Override
    public String key() {
        return "traffic|" + project;
    }
}
