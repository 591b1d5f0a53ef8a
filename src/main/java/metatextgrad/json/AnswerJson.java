package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import org.jspecify.annotations.Nullable;

/** Served answers as plain JSON, one object each. {@code docs/connect.md} states the form. */
public final class AnswerJson {
    private static final List<String> NAMES =
            List.of(
                    "project",
                    "task",
                    "group",
                    "version",
                    "serial",
                    "probability",
                    "output",
                    "served");

    private AnswerJson() {}

    private record Form(
            String project,
            @JsonDeserialize(using = ScalarText.class) String task,
            @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = ScalarText.class)
                    @Nullable String group,
            String version,
            long serial,
            double probability,
            String output,
            String served) {}

    /**
     * Reads a served answer.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static AnswerGiven read(String json) {
        ObjectNode tree = Fields.withGroup(Json.objectTree(json));
        Fields.requireKnown(tree, NAMES);
        Form form = Json.read(tree, Form.class);
        TaskFields.checkName("task", form.task);
        TaskFields.checkName("group", form.group);
        TaskFields.checkText("output", form.output, TaskSubmitted.MAX_BYTES);
        return new AnswerGiven(
                new ProjectId(Ids.check("project", form.project)),
                new TaskId(form.task),
                form.group == null ? "" : form.group,
                new VersionId(form.version),
                new Serial(form.serial),
                form.probability,
                form.output,
                JudgedJson.time(form.served));
    }
}
