package metatextgrad.wire;

import java.util.List;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.redact.Redactor;

/**
 * Records that no service could handle. A message may quote the record. Half a surrogate pair in it
 * must not break the dead letter too, and no secret in it is written (ADR 17).
 */
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
                WellFormed.mended(Redactor.redact(letter.message())),
                letter.recordKey(),
                letter.value(),
                letter.headers().kept().stream()
                        .map(
                                header ->
                                        new metatextgrad.events.RecordHeader(
                                                header.name(), header.value()))
                        .toList(),
                letter.headers().leftOut());
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
                letter.getValue(),
                new KeptHeaders(
                        letter.getHeaders().stream()
                                .map(
                                        header ->
                                                new KeptHeaders.Header(
                                                        header.getName(), header.getValue()))
                                .toList(),
                        letter.getHeadersLeftOut()));
    }
}
