package metatextgrad.json;

import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.Text;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/** Tasks as plain JSON, one object each. */
public final class TaskJson {
    private TaskJson() {}

    /**
     * Returns the task of this JSON. Its text is unchanged, also with NUL characters.
     *
     * @param fallback the project where the task itself names none
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static TaskSubmitted read(String json, @Nullable String fallback) {
        return read(json, "set the field `project`, or give --project", null, fallback);
    }

    /**
     * Returns the task of a record. Its project is that of the header, else of the field {@code
     * project}, else of the key.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static TaskSubmitted read(String json, @Nullable String header, @Nullable String key) {
        return read(
                json,
                "set the header `mtg-project` or the field `project`, or use the name of a defined project as the record key",
                header,
                key);
    }

    private static TaskSubmitted read(
            String json, String fix, @Nullable String header, @Nullable String key) {
        TaskObject task = TaskObject.read(Fields.withGroup(Json.exactObject(json)));
        TaskFields fields = task.fields();
        if (task.set() != null) Ids.check("set", task.set());
        return fields.task(project(fix, header, task.project(), unlessEmpty(key)), task.set());
    }

    /**
     * Validates a task sent by an Avro producer.
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

    /** Returns a task as JSON that {@link #read} accepts. */
    public static String write(TaskSubmitted task) {
        Split split = task.split();
        return Json.write(
                new TaskObject(
                        task.project().value(),
                        task.set(),
                        task.input(),
                        task.target(),
                        task.id().value(),
                        split == null ? null : Text.kebab(split),
                        task.group()));
    }

    /** Returns null for a blank key, which names no project. */
    private static @Nullable String unlessEmpty(@Nullable String key) {
        return key == null || key.isBlank() ? null : key;
    }

    private static ProjectId project(String fix, @Nullable String... names) {
        for (String name : names)
            if (name != null) return new ProjectId(Ids.check("project", name));
        throw new IllegalArgumentException("no project: " + fix);
    }
}
