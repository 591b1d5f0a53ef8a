package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/** The fields by which applications name a served answer. */
record ServedFields(
        String project,
        @JsonDeserialize(using = ScalarText.class) String task,
        @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = ScalarText.class)
                @Nullable String group,
        String version,
        long serial,
        double probability,
        String served) {
    private static final List<String> NAMES =
            List.of("project", "task", "group", "version", "serial", "probability", "served");

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    ServedFields {
        TaskFields.checkName("task", task);
        TaskFields.checkName("version", version);
        group = TaskFields.groupOf(group);
    }

    /**
     * Reads an object, whose field `user` is another name for `group`.
     *
     * @param others the other fields that it may have
     * @throws IllegalArgumentException for any further field, with the reason in one line
     */
    static ObjectNode known(String json, List<String> others) {
        ObjectNode tree = Fields.withGroup(Json.exactObject(json));
        Fields.requireKnown(tree, Stream.concat(NAMES.stream(), others.stream()).toList());
        return tree;
    }

    static ServedFields of(ObjectNode tree) {
        return Json.read(tree.deepCopy().retain(NAMES), ServedFields.class);
    }

    ProjectId projectId() {
        return new ProjectId(Ids.check("project", project));
    }

    TaskId taskId() {
        return new TaskId(task);
    }

    /** Returns the group; empty if there is none. */
    String unit() {
        return group == null ? "" : group;
    }

    Instant time() {
        try {
            Instant time = Instant.parse(served);
            checkTime(time);
            return time;
        } catch (DateTimeException e) {
            throw noTime(served, e);
        }
    }

    /**
     * @throws IllegalArgumentException if nothing can have been served then
     */
    static void checkTime(Instant served) {
        if (served.isBefore(FIRST) || served.isAfter(LAST)) throw noTime(served, null);
    }

    private static IllegalArgumentException noTime(Object served, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "served must be a time such as 2026-11-28T12:00:00Z, from 2000 to 2100, not `%s`"
                        .formatted(served),
                cause);
    }
}
