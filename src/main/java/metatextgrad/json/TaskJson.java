package metatextgrad.json;

import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/** Tasks as plain JSON from any producer, one object each. */
public final class TaskJson {
    private TaskJson() {}

    /**
     * The task of this JSON. Text is kept as it is, NUL, emoji and all.
     *
     * @param fallback the project where the task itself names none
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static TaskSubmitted read(String json, @Nullable String fallback) {
        return read(json, null, fallback);
    }

    /**
     * The task of a record; its project is the one in the header, else in the field {@code
     * project}, else in the key.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static TaskSubmitted read(String json, @Nullable String header, @Nullable String key) {
        TaskObject task = TaskObject.read(Json.objectTree(json));
        TaskFields fields = task.fields();
        if (task.set() != null) Ids.check("set", task.set());
        return fields.task(project(header, task.project(), unlessEmpty(key)), task.set());
    }

    /**
     * The same task, of a client of ours, which may have checked nothing.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static TaskSubmitted checked(TaskSubmitted task) {
        Ids.check("project", task.project().value());
        String set = task.set();
        if (set != null) Ids.check("set", set);
        TaskFields.of(task);
        return task;
    }

    /** A key is there in every record; one without a letter names nothing. */
    private static @Nullable String unlessEmpty(@Nullable String key) {
        return key == null || key.isBlank() ? null : key;
    }

    private static ProjectId project(@Nullable String... names) {
        for (String name : names) {
            if (name != null) return new ProjectId(Ids.check("project", name));
        }
        throw new IllegalArgumentException(
                "no project: set it in the header `mtg-project`, the field `project`, or the record key");
    }
}
