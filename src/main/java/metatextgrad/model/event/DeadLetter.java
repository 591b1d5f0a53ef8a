package metatextgrad.model.event;

import java.nio.ByteBuffer;
import java.time.Instant;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.Text;

/**
 * A record that a service could not handle: its content, its source and the reason. It carries user
 * text, so its topic has the access rules of its source.
 *
 * @param reason short name of the reason, one of few
 * @param message the error, in one line, cut at {@link #MAX_MESSAGE}
 * @param recordKey the record's key, cut at {@link #MAX_KEY}
 * @param value the record's value, cut at {@link #MAX_BYTES}
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String service,
        String reason,
        String message,
        ByteBuffer recordKey,
        ByteBuffer value,
        KeptHeaders headers)
        implements Event {
    public static final int MAX_BYTES = TaskSubmitted.MAX_BYTES;

    /** Bytes of a key; those of ours have some hundred. */
    public static final int MAX_KEY = 16 * 1024;

    /** Characters of a message: it can quote the record. */
    public static final int MAX_MESSAGE = 4 * 1024;

    public DeadLetter {
        topic = Text.nonBlank(topic, "topic");
        message = message.substring(0, Math.min(message.length(), MAX_MESSAGE));
        recordKey = cut(recordKey, MAX_KEY);
        value = cut(value, MAX_BYTES);
    }

    private static ByteBuffer cut(ByteBuffer bytes, int most) {
        return bytes.slice(bytes.position(), Math.min(bytes.remaining(), most)).asReadOnlyBuffer();
    }

    /** Whether the record is here in full, so that it can be written again. */
    public boolean whole() {
        return value.remaining() < MAX_BYTES
                && recordKey.remaining() < MAX_KEY
                && headers.leftOut() == 0;
    }

    /** The position it was read from: reading the same record again gives the same dead letter. */
    @Override
    public String key() {
        return topic + "-" + partition + "-" + offset;
    }

    /**
     * A person writes the record of a dead letter to its topic again. This comes first: Kafka may
     * not take the record.
     *
     * @param letter id of the dead letter
     * @param edited whether the value was changed first
     * @param at when the person requested it
     * @param reason in one line; may be empty
     * @param by who did it: a claim of the sender, which nothing proves
     */
    public record DeadLetterSent(
            String letter, boolean edited, Instant at, String reason, String by) implements Event {
        public DeadLetterSent {
            letter = Text.nonBlank(letter, "letter");
        }

        /** The key of the dead letter, so both are in one partition. */
        @Override
        public String key() {
            return letter;
        }
    }
}
