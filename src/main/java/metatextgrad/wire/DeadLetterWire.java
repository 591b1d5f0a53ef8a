package metatextgrad.wire;

import java.util.List;
import metatextgrad.model.DeadLetter;

/** Records that nobody could handle; a message that quotes half a pair must not be one too. */
final class DeadLetterWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            DeadLetter.class,
                            metatextgrad.events.DeadLetter.class,
                            DeadLetterWire::toAvro,
                            DeadLetterWire::fromAvro));

    private DeadLetterWire() {}

    static metatextgrad.events.DeadLetter toAvro(DeadLetter letter) {
        return new metatextgrad.events.DeadLetter(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.service(),
                letter.reason(),
                WellFormed.mended(letter.message()),
                letter.recordKey(),
                letter.value());
    }

    static DeadLetter fromAvro(metatextgrad.events.DeadLetter letter) {
        return new DeadLetter(
                letter.getSourceTopic(),
                letter.getSourcePartition(),
                letter.getSourceOffset(),
                letter.getService(),
                letter.getReason(),
                letter.getMessage(),
                letter.getKey(),
                letter.getValue());
    }
}
