package metatextgrad.services.gateway.traffic;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;

/**
 * A record for Kafka: JSON, as {@code docs/connect.md} states it.
 *
 * @param trace of the request that caused it
 */
public record TrafficRecord(Topic topic, String json, TraceContext trace) {
    /**
     * Returns the records of an answer: the task, then the answer if a version was drawn.
     *
     * @param trace of the request
     * @throws IllegalArgumentException if a text is too large for intake, or cannot be UTF-8
     */
    public static List<TrafficRecord> of(ServedAnswer served, TraceContext trace) {
        List<TrafficRecord> records = new ArrayList<>();
        TaskSubmitted task =
                TaskJson.checked(
                        new TaskSubmitted(
                                served.project(),
                                new TaskId(served.task()),
                                served.input(),
                                null,
                                null,
                                null,
                                served.group()));
        records.add(new TrafficRecord(Topics.TASKS, TaskJson.write(task), trace));
        ServedAnswer.DrawnVersion by = served.by();
        if (by != null) {
            AnswerGiven answer =
                    new AnswerGiven(
                            served.project(),
                            task.id(),
                            served.group() == null ? "" : served.group(),
                            by.version(),
                            by.serial(),
                            by.probability(),
                            served.output(),
                            served.at());
            String json = AnswerJson.write(AnswerJson.checked(answer));
            records.add(new TrafficRecord(Topics.ANSWERS, json, trace));
        }
        return records;
    }
}
