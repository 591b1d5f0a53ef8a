package metatextgrad.json;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.SplitShares;
import metatextgrad.model.Task;

/**
 * A finite set of tasks as a file states it.
 *
 * @param set name of the file and hash of what it says, so that a changed file is another set
 * @param tasks in file order
 * @param leftOut why each row that could not be used was left out
 * @param unused rows after the last one that the counts ask for
 */
public record TaskSet(
        ProjectId project, String set, List<Task> tasks, List<String> leftOut, int unused) {
    public TaskSet {
        requireNonNull(project, "project is null");
        tasks = List.copyOf(tasks);
        leftOut = List.copyOf(leftOut);
    }

    /** How a run announces this set. */
    public SnapshotSpec spec(SplitShares shares) {
        String hash = SnapshotSpec.hash(tasks.stream().map(Task::id).toList());
        return new SnapshotSpec(project, set, tasks.size(), hash, shares);
    }
}
