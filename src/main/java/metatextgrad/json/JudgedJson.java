package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import org.jspecify.annotations.Nullable;

/** Judged answers as plain JSON, one object each. {@code docs/connect.md} states the form. */
public final class JudgedJson {
    private static final List<String> NAMES =
            List.of(
                    "project",
                    "task",
                    "group",
                    "version",
                    "serial",
                    "probability",
                    "served",
                    "score",
                    "evidence");

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    private JudgedJson() {}

    private record Form(
            String project,
            @JsonDeserialize(using = ScalarText.class) String task,
            @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = ScalarText.class)
                    @Nullable String group,
            String version,
            long serial,
            double probability,
            String served,
            double score,
            String evidence) {}

    /**
     * Reads a judged answer.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static TaskJudged read(String json) {
        ObjectNode tree = Fields.withGroup(Json.objectTree(json));
        Fields.requireKnown(tree, NAMES);
        Form form = Json.read(tree, Form.class);
        return new TaskJudged(
                new ProjectId(Ids.check("project", form.project)),
                new TaskId(form.task),
                form.group == null ? "" : form.group,
                new VersionId(form.version),
                new Serial(form.serial),
                form.probability,
                time(form.served),
                form.score,
                evidence(form.evidence));
    }

    static Instant time(String served) {
        try {
            Instant time = Instant.parse(served);
            if (time.isBefore(FIRST) || time.isAfter(LAST)) throw new IllegalArgumentException();
            return time;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "served must be a time such as 2026-11-28T12:00:00Z, from 2000 to 2100, not `%s`"
                            .formatted(served),
                    e);
        }
    }

    private static Evidence evidence(String name) {
        for (Evidence evidence : Evidence.values())
            if (Text.lower(evidence).equals(name)) return evidence;
        throw new IllegalArgumentException(
                "evidence must be one of truth, feedback, judge, not `%s`".formatted(name));
    }
}
