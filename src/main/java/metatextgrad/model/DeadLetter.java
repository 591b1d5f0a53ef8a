package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/**
 * A record nobody could handle: what it was, where it came from, and why. It carries user text, so
 * its topic has the access rules of its source.
 *
 * @param reason short name of the reason, one of few
 * @param message what is wrong, in one line
 * @param value the record's value, cut at {@link #MOST_BYTES}
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
    public static final int MOST_BYTES = Task.MAX_BYTES;

    public DeadLetter {
        topic = Text.nonBlank(topic, "topic");
        requireNonNull(service, "service is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(message, "message is null");
        requireNonNull(headers, "headers is null");
        recordKey = recordKey.asReadOnlyBuffer();
        value =
                value.slice(value.position(), Math.min(value.remaining(), MOST_BYTES))
                        .asReadOnlyBuffer();
    }

    /** Whether all of the record is here, so that it can be written again. */
    public boolean whole() {
        return value.remaining() < MOST_BYTES && headers.leftOut() == 0;
    }

    /** The position it was read from: the same record is one dead letter. */
    @Override
    public String key() {
        return topic + "-" + partition + "-" + offset;
    }
}
