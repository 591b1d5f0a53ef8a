package metatextgrad.services.streams;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.ApplicationRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads records as applications write them: Avro, or one plain JSON object. Used by one thread. */
final class ApplicationRecordReader {
    private final ServiceContext serviceContext;
    private final DefinedProjects projects;

    ApplicationRecordReader(ServiceContext serviceContext, DefinedProjects projects) {
        this.serviceContext = serviceContext;
        this.projects = projects;
    }

    /**
     * Returns the task, answer or feedback of a record. The record key names the project of a task
     * only if that project is defined: applications have keys of their own.
     *
     * @param at time of the record
     * @throws IllegalArgumentException with the reason, in one line, if the record is none of them
     * @throws metatextgrad.wire.registry.MalformedRecord if it is unreadable Avro
     */
    Event read(String topic, Record<byte[], byte[]> record, Instant at) {
        byte[] value = record.value();
        if (ApplicationRecord.isAvro(value)) return avro(topic, value);
        if (topic.equals(serviceContext.name(Topics.ANSWERS))) return AnswerJson.read(json(value));
        if (topic.equals(serviceContext.name(Topics.FEEDBACK)))
            return FeedbackJson.read(json(value), at);
        return TaskJson.read(json(value), header(record), key(record.key()));
    }

    private Event avro(String topic, byte[] value) {
        Event event = serviceContext.events().deserializer().deserialize(topic, value);
        return switch (event) {
            case TaskSubmitted task when isOf(Topics.TASKS, topic) -> TaskJson.checked(task);
            case AnswerGiven answer when isOf(Topics.ANSWERS, topic) -> AnswerJson.checked(answer);
            case FeedbackGiven feedback when isOf(Topics.FEEDBACK, topic) ->
                    FeedbackJson.checked(feedback);
            default ->
                    throw new IllegalArgumentException(
                            "the record is a %s, and this topic has others"
                                    .formatted(event.getClass().getSimpleName()));
        };
    }

    private boolean isOf(Topic topic, String name) {
        return name.equals(serviceContext.name(topic));
    }

    private static String json(byte[] value) {
        String json = ApplicationRecord.text(value);
        if (json.startsWith("\ufeff"))
            throw new IllegalArgumentException(
                    "a byte order mark precedes the JSON: write UTF-8 without one");
        if (!json.stripLeading().startsWith("{"))
            throw new IllegalArgumentException(
                    "the record is neither a JSON object, such as {\"project\": \"p\", \"input\": \"...\"}, nor Avro with the id of its schema");
        return json;
    }

    private static @Nullable String header(Record<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(ApplicationRecord.PROJECT_HEADER);
        return header == null || header.value() == null
                ? null
                : ApplicationRecord.text(header.value());
    }

    private @Nullable String key(byte @Nullable [] key) {
        if (key == null) return null;
        String name = new String(key, StandardCharsets.UTF_8);
        return projects.has(name) ? name : null;
    }
}
