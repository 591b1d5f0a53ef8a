package metatextgrad.services.gateway.records;

import java.time.Instant;
import java.util.Optional;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topics;
import metatextgrad.wire.ApplicationRecord;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of topics, also the plain JSON of applications. Thread-safe.
 *
 * @param events reads Avro
 */
public record RecordDecoder(Deserializer<Event> events) {
    /**
     * Returns the event of a record; empty if it is a deletion or no event.
     *
     * @param topic without the prefix of the installation
     * @throws RegistryUnavailable if the registry does not answer
     */
    Optional<Event> decode(String topic, ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        try {
            if (value != null && !ApplicationRecord.isAvro(value)) {
                if (topic.equals(Topics.TASKS.name()))
                    return Optional.of(
                            TaskJson.read(
                                    ApplicationRecord.text(value),
                                    project(record),
                                    key(record.key())));
                if (topic.equals(Topics.ANSWERS.name()))
                    return Optional.of(AnswerJson.read(ApplicationRecord.text(value)));
                if (topic.equals(Topics.FEEDBACK.name()))
                    return Optional.of(
                            FeedbackJson.read(
                                    ApplicationRecord.text(value),
                                    Instant.ofEpochMilli(record.timestamp())));
            }
            return Optional.ofNullable(events.deserialize(record.topic(), value));
        } catch (MalformedRecord | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String project(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(ApplicationRecord.PROJECT_HEADER);
        return header == null || header.value() == null
                ? null
                : ApplicationRecord.text(header.value());
    }

    private static @Nullable String key(byte @Nullable [] key) {
        return key == null ? null : ApplicationRecord.text(key);
    }
}
