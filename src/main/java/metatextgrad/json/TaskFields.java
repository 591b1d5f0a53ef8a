package metatextgrad.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Locale;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/** The fields of a task in JSON or in a table. */
public record TaskFields(
        String input,
        @Nullable String target,
        @Nullable String id,
        @Nullable Split split,
        @Nullable String group) {
    static final List<String> NAMES = List.of("input", "target", "id", "split", "group");

    /** Names are part of keys and lists of ids, which must stay small. */
    private static final int MAX_NAME_BYTES = 512;

    public TaskFields {
        checkText("input", input, TaskSubmitted.MAX_BYTES);
        target = targetOf(target);
        checkName("id", id);
        if (id != null && id.isBlank()) throw new IllegalArgumentException("task id is blank");
        group = groupOf(group);
        if (input.isBlank()) throw new IllegalArgumentException("input is blank");
    }

    /** Validates a task that other code created. */
    static TaskFields of(TaskSubmitted task) {
        checkTarget(task.target());
        return new TaskFields(
                task.input(), task.target(), task.id().value(), task.split(), task.group());
    }

    /**
     * Returns the split of this name; null for a blank one.
     *
     * @throws IllegalArgumentException for an unknown name
     */
    public static @Nullable Split split(@Nullable String name) {
        if (name == null || name.isBlank()) return null;
        String plain = name.strip().toLowerCase(Locale.ROOT);
        for (Split split : Split.values())
            if (split != Split.TRAIN_AGAIN && Text.kebab(split).equals(plain)) return split;
        throw new IllegalArgumentException(
                "split must be one of train, val, gate, test, not `%s`".formatted(name));
    }

    TaskFields in(@Nullable Split other) {
        return new TaskFields(input, target, id, other, group);
    }

    TaskFields withId(String other) {
        return new TaskFields(input, target, other, split, group);
    }

    TaskSubmitted task(ProjectId project, @Nullable String set) {
        if (set != null && split == Split.LIVE)
            throw new IllegalArgumentException(
                    "split `live` is only valid for tasks without a set");
        TaskId name = id == null ? TaskSubmitted.idOf(project, input, target) : new TaskId(id);
        return new TaskSubmitted(project, name, input, target, set, split, group);
    }

    /** Checks a group. A blank one is none: it would make one user of all that have no name. */
    static @Nullable String groupOf(@Nullable String name) {
        checkName("group", name);
        return name == null || name.isBlank() ? null : name;
    }

    /** Checks a name that becomes part of a key. */
    static void checkName(String name, @Nullable String text) {
        checkText(name, text, MAX_NAME_BYTES);
    }

    /**
     * Checks a right answer of a sender of JSON. A blank one is none: no reply can be compared with
     * it, and it would take the place of the right answer that comes later.
     */
    static @Nullable String targetOf(@Nullable String text) {
        checkText("target", text, TaskSubmitted.MAX_BYTES);
        return text == null || text.isBlank() ? null : text;
    }

    /** Checks a right answer of a sender of Avro, which has null for none. */
    static void checkTarget(@Nullable String text) {
        checkText("target", text, TaskSubmitted.MAX_BYTES);
        if (text != null && text.isBlank())
            throw new IllegalArgumentException(
                    "target is blank: write the right answer, or omit `target` until it is known");
    }

    /** Checks size and encoding: UTF-8 cannot encode an unpaired surrogate. */
    static void checkText(String name, @Nullable String text, int maxBytes) {
        if (text == null) return;
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > maxBytes) {
            throw new IllegalArgumentException(
                    "%s has %s bytes; the maximum is %s".formatted(name, bytes, maxBytes));
        }
        if (!UTF_8.newEncoder().canEncode(text))
            throw new IllegalArgumentException(name + " has an unpaired surrogate");
    }
}
