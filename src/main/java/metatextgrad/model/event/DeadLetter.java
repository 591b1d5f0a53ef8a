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
 * @param message the error, in one line
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

    public DeadLetter {
        topic = Text.nonBlank(topic, "topic");
        recordKey = recordKey.asReadOnlyBuffer();
        value =
                value.slice(value.position(), Math.min(value.remaining(), MAX_BYTES))
                        .asReadOnlyBuffer();
    }

    /** Whether the record is here in full, so that it can be written again. */
    public boolean whole() {
        return value.remaining() < MAX_BYTES && headers.leftOut() == 0;
    }

    /** The position it was read from: reading the same record again gives the same dead letter. */
    @Override
    public String key() {
        return topic + "-" + partition + "-" + offset;
    }

    /**
     * A person has written the record of a dead letter to its topic again.
     *
     * @param letter id of the dead letter
     * @param edited whether the value was changed first
     * @param at when it was written
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
