package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.Text;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;

/** Judged answers as plain JSON, one object each. {@code docs/connect.md} states the form. */
public final class JudgedJson {
    private static final List<String> NAMES = List.of("score", "evidence");

    private JudgedJson() {}

    private record Form(double score, String evidence) {}

    /**
     * Reads a judged answer.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static TaskJudged read(String json) {
        ObjectNode tree = ServedFields.known(json, NAMES);
        ServedFields served = ServedFields.of(tree);
        Form form = Json.read(tree.retain(NAMES), Form.class);
        return new TaskJudged(
                served.projectId(),
                served.taskId(),
                served.unit(),
                new VersionId(served.version()),
                new Serial(served.serial()),
                served.probability(),
                served.time(),
                form.score,
                evidence(form.evidence));
    }

    private static Evidence evidence(String name) {
        for (Evidence evidence : Evidence.values())
            if (Text.lower(evidence).equals(name)) return evidence;
        throw new IllegalArgumentException(
                "evidence must be one of truth, feedback, judge, not `%s`".formatted(name));
    }
}
