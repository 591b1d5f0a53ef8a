package metatextgrad.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.live.FeedbackGiven;
import org.jspecify.annotations.Nullable;

/** Feedback as plain JSON, one object each. {@code docs/connect.md} states the form. */
public final class FeedbackJson {
    private static final List<String> NAMES =
            List.of("project", "task", "score", "flag", "comment", "target");

    private static final int MAX_COMMENT_BYTES = 16 * 1024;

    private FeedbackJson() {}

    private record Form(
            String project,
            @JsonDeserialize(using = ScalarText.class) String task,
            @JsonSetter(nulls = Nulls.SET) @Nullable Double score,
            @JsonSetter(nulls = Nulls.SET) @Nullable String flag,
            @JsonSetter(nulls = Nulls.SET) @Nullable String comment,
            @JsonSetter(nulls = Nulls.SET) @JsonDeserialize(using = ScalarText.class)
                    @Nullable String target) {}

    /**
     * Reads feedback.
     *
     * @param at time of its record
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static FeedbackGiven read(String json, Instant at) {
        ObjectNode tree = Json.exactObject(json);
        Fields.requireKnown(tree, NAMES);
        Form form = Json.read(tree, Form.class);
        return checked(
                new FeedbackGiven(
                        new ProjectId(Ids.check("project", form.project)),
                        new TaskId(form.task),
                        score(form),
                        TaskFields.targetOf(form.target),
                        form.comment == null ? "" : form.comment,
                        at));
    }

    /**
     * Returns the feedback if {@link #read} accepts it.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static FeedbackGiven checked(FeedbackGiven feedback) {
        TaskFields.checkName("task", feedback.task().value());
        TaskFields.checkText("comment", feedback.comment(), MAX_COMMENT_BYTES);
        TaskFields.checkTarget(feedback.target());
        return feedback;
    }

    private static @Nullable Double score(Form form) {
        if (form.flag == null) return form.score;
        if (form.score != null)
            throw new IllegalArgumentException("both `score` and `flag`: send one of them");
        return switch (form.flag) {
            case "good" -> 1.;
            case "bad" -> 0.;
            default ->
                    throw new IllegalArgumentException(
                            "flag must be good or bad, not `%s`".formatted(form.flag));
        };
    }
}
