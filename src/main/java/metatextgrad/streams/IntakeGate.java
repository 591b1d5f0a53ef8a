package metatextgrad.streams;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import metatextgrad.json.TaskJson;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.topics.Topics;
import metatextgrad.wire.KafkaHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Checks the records of applications, Avro or one plain JSON object, and gives each the key it
 * needs. An unusable record becomes a dead letter with the reason, and the gate reads the next
 * record.
 */
public final class IntakeGate extends ContextualProcessor<byte[], byte[], String, Event> {
    private static final String PROJECT = "mtg-project";

    /**
     * The first bytes of Avro, with the registry's id of its schema or with its fingerprint. No
     * text begins like this.
     */
    private static final List<byte[]> AVRO = List.of(new byte[] {0}, new byte[] {(byte) 0xC3, 1});

    private final ServiceContext serviceContext;

    public IntakeGate(ServiceContext serviceContext) {
        this.serviceContext = serviceContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Event event = checked(record);
        serviceContext.meters().emitted(event);
        String sink =
                "egress-"
                        + (event instanceof TaskSubmitted
                                        ? Topics.INTAKE_INBOX
                                        : Topics.DEAD_LETTERS)
                                .name();
        context()
                .forward(
                        new Record<>(event.key(), event, record.timestamp(), record.headers()),
                        sink);
    }

    private Event checked(Record<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null || value.length == 0)
            return letter(record, "empty", "the record has no value");
        try {
            if (!isAvro(value))
                return TaskJson.read(json(value), header(record), text(record.key()));
            return serviceContext
                                    .events()
                                    .deserializer()
                                    .deserialize(serviceContext.name(Topics.TASKS), value)
                            instanceof TaskSubmitted task
                    ? TaskJson.checked(task)
                    : letter(record, "malformed", "the record is no task");
        } catch (IllegalArgumentException | metatextgrad.wire.registry.MalformedRecord e) {
            return letter(record, "malformed", String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAvro(byte[] value) {
        return AVRO.stream()
                .anyMatch(
                        start ->
                                value.length >= start.length
                                        && Arrays.equals(
                                                value, 0, start.length, start, 0, start.length));
    }

    private static String json(byte[] value) {
        String json = String.valueOf(text(value));
        if (json.startsWith("\ufeff"))
            throw new IllegalArgumentException(
                    "a byte order mark precedes the JSON: write UTF-8 without one");
        if (!json.stripLeading().startsWith("{"))
            throw new IllegalArgumentException(
                    "the record is neither a JSON object, such as {\"project\": \"p\", \"input\": \"...\"}, nor Avro with the id of its schema");
        return json;
    }

    private static @Nullable String header(Record<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(PROJECT);
        return header == null ? null : text(header.value());
    }

    private static @Nullable String text(byte @Nullable [] value) {
        if (value == null) return null;
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the record is not UTF-8", e);
        }
    }

    private DeadLetter letter(Record<byte[], byte[]> record, String reason, String message) {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        byte[] key = record.key();
        byte[] value = record.value();
        return new DeadLetter(
                from.topic(),
                from.partition(),
                from.offset(),
                "intake",
                reason,
                message,
                ByteBuffer.wrap(key == null ? new byte[0] : key),
                ByteBuffer.wrap(value == null ? new byte[0] : value),
                KafkaHeaders.read(record.headers()));
    }
}
