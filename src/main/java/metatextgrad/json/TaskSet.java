package metatextgrad.json;

import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;

/**
 * A finite set of tasks from a file.
 *
 * @param set name of the file and hash of its content, so that a changed file is another set
 * @param tasks in file order
 * @param leftOut the reason for each unusable row
 * @param unused rows after the last one that the counts require
 */
public record TaskSet(
        ProjectId project,
        String set,
        List<TaskSubmitted> tasks,
        List<String> leftOut,
        int unused) {
    public TaskSet {
        tasks = List.copyOf(tasks);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Returns the same tasks under another name.
     *
     * @throws IllegalArgumentException if no set can be called so
     */
    public TaskSet named(String name) {
        Ids.check("set", name);
        List<TaskSubmitted> renamed = tasks.stream().map(task -> task.withSet(name)).toList();
        return new TaskSet(project, name, renamed, leftOut, unused);
    }
}
