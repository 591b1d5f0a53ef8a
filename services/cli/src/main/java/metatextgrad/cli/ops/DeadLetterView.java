package metatextgrad.cli.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.DeadLetter;

/**
 * One dead letter with its record. Pure.
 *
 * @param written time of the dead letter, in ISO 8601
 * @param key of the record; as {@code value}, masked text unless the user asked for the raw one
 * @param headersLeftOut how many headers the dead letter does not have
 */
record DeadLetterView(
        String id,
        String topic,
        int partition,
        long offset,
        String written,
        String service,
        String reason,
        String message,
        String key,
        List<Header> headers,
        int headersLeftOut,
        String value)
        implements View {
    private static final int SHOWN = 100;

    record Header(String name, String value) {}

    /** Masks secrets and personal data in key, headers and value, unless {@code raw}. */
    static DeadLetterView of(Stamped<DeadLetter> one, boolean raw) {
        DeadLetter letter = one.event();
        return new DeadLetterView(
                letter.key(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                Instant.ofEpochMilli(one.millis()).toString(),
                letter.service(),
                letter.reason(),
                DeadLetterText.visible(letter.message(), Integer.MAX_VALUE),
                DeadLetterText.text(letter.recordKey(), raw),
                letter.headers().kept().stream()
                        .map(
                                header ->
                                        new Header(
                                                DeadLetterText.visible(header.name(), SHOWN),
                                                DeadLetterText.text(header.value(), raw)))
                        .toList(),
                letter.headers().leftOut(),
                DeadLetterText.text(letter.value(), raw));
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "record:  %s, partition %d, offset %d, written %s"
                        .formatted(topic, partition, offset, written));
        lines.add("service: " + service);
        lines.add("reason:  " + reason + ": " + message);
        lines.add("key:     " + key);
        for (Header header : headers)
            lines.add("header:  " + header.name() + " = " + header.value());
        if (headersLeftOut > 0) lines.add("headers: %d more, not kept".formatted(headersLeftOut));
        lines.add("value:   " + value);
        return lines;
    }
}
