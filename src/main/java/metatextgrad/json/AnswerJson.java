package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;

/** Served answers as plain JSON, one object each. {@code docs/connect.md} states the form. */
public final class AnswerJson {
    private static final List<String> NAMES = List.of("output");

    private AnswerJson() {}

    private record Form(String output) {}

    /**
     * Reads a served answer.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static AnswerGiven read(String json) {
        ObjectNode tree = ServedFields.known(json, NAMES);
        ServedFields served = ServedFields.of(tree);
        Form form = Json.read(tree.retain(NAMES), Form.class);
        TaskFields.checkText("output", form.output, TaskSubmitted.MAX_BYTES);
        return new AnswerGiven(
                served.projectId(),
                served.taskId(),
                served.unit(),
                new VersionId(served.version()),
                new Serial(served.serial()),
                served.probability(),
                form.output,
                served.time());
    }

    /**
     * Returns the answer if {@link #read} accepts it.
     *
     * @throws IllegalArgumentException with the reason, in one line
     */
    public static AnswerGiven checked(AnswerGiven answer) {
        TaskFields.checkName("task", answer.task().value());
        TaskFields.checkName("group", answer.group());
        TaskFields.checkName("version", answer.version().value());
        TaskFields.checkText("output", answer.output(), TaskSubmitted.MAX_BYTES);
        ServedFields.checkTime(answer.served());
        return answer;
    }

    /** Returns an answer as JSON that {@link #read} accepts. */
    public static String write(AnswerGiven answer) {
        ObjectNode json = Json.object();
        json.put("project", answer.project().value());
        json.put("task", answer.task().value());
        if (!answer.group().isEmpty()) json.put("group", answer.group());
        json.put("version", answer.version().value());
        json.put("serial", answer.serial().number());
        json.put("probability", answer.probability());
        json.put("output", answer.output());
        json.put("served", answer.served().toString());
        return Json.write(json);
    }
}
