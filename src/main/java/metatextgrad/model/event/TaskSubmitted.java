package metatextgrad.model.event;

import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import org.jspecify.annotations.Nullable;

/**
 * One input and, if known, the expected answer.
 *
 * @param set the finite data set it belongs to; null for traffic
 * @param split a split stated by the sender; null lets the hash decide
 * @param group tasks of one group are always in the same split; null means that the input is its
 *     own group
 */
public record TaskSubmitted(
        ProjectId project,
        TaskId id,
        String input,
        @Nullable String target,
        @Nullable String set,
        @Nullable Split split,
        @Nullable String group)
        implements Event {
    /** The largest accepted input, in bytes of UTF-8 (RELIABILITY §6.5). */
    public static final int MAX_BYTES = 128 * 1024;

    public TaskSubmitted {
        input = Text.nonBlank(input, "input");
    }

    /** The id of a task if the sender chose none. */
    public static TaskId idOf(ProjectId project, String input, @Nullable String target) {
        return new TaskId(ContentHash.of("task", project, input, target == null ? "" : target));
    }

    /** Returns the same task in this set. */
    public TaskSubmitted withSet(String name) {
        return new TaskSubmitted(project, id, input, target, name, split, group);
    }

    /** Returns the same task in no set; a hash decides about its split. */
    public TaskSubmitted asTraffic() {
        return new TaskSubmitted(project, id, input, target, null, null, group);
    }

    /** Returns the same task with this right answer. */
    public TaskSubmitted withTarget(String right) {
        return new TaskSubmitted(project, id, input, right, set, split, group);
    }

    /** Returns the same task in this split. */
    public TaskSubmitted withSplit(Split to) {
        return new TaskSubmitted(project, id, input, target, set, to, group);
    }

    @Override
    public String key() {
        return project.value();
    }
}
