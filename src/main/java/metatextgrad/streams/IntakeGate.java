package metatextgrad.streams;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import metatextgrad.json.TaskJson;
import metatextgrad.model.DeadLetter;
import metatextgrad.model.Event;
import metatextgrad.model.Task;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Checks what applications send, Avro or one plain JSON object, and gives it the key it needs. What
 * cannot be used becomes a dead letter that says why; the next record is read.
 */
public final class IntakeGate extends ContextualProcessor<byte[], byte[], String, Event> {
    private static final String PROJECT = "mtg-project";

    private final Wiring wiring;

    public IntakeGate(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Event event = checked(record);
        wiring.meters().said(event);
        String sink =
                "egress-"
                        + (event instanceof Task ? Topics.INTAKE_INBOX : Topics.DEAD_LETTERS)
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
            if (value[0] == '{')
                return TaskJson.read(
                        String.valueOf(text(value)), header(record), text(record.key()));
            return wiring.events().deserializer().deserialize(wiring.name(Topics.TASKS), value)
                            instanceof Task task
                    ? task
                    : letter(record, "malformed", "the record is no task");
        } catch (IllegalArgumentException | metatextgrad.wire.MalformedRecord e) {
            return letter(record, "malformed", String.valueOf(e.getMessage()));
        }
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
                ByteBuffer.wrap(value == null ? new byte[0] : value));
    }
}
