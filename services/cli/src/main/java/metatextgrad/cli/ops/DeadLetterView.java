package metatextgrad.cli.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.text.View;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;

/**
 * One dead letter with its record. Pure.
 *
 * @param written time of the dead letter, in ISO 8601
 * @param key of the record; as {@code value}, masked text unless the user asked for the raw one
 * @param headersLeftOut how many headers the dead letter does not have
 * @param sent who wanted the record written to its topic again, the first one first
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
        String value,
        List<Sent> sent)
        implements View {
    private static final int SHOWN = 100;

    record Header(String name, String value) {}

    /**
     * A user wanted the record written to its topic again. That is logged before the record is
     * written, which may fail.
     *
     * @param at in ISO 8601
     * @param edited whether its value was changed first
     */
    record Sent(String at, String by, boolean edited, String reason) {
        static Sent of(DeadLetterSent sent) {
            return new Sent(sent.at().toString(), sent.by(), sent.edited(), sent.reason());
        }

        String text() {
            return "again:   requested by %s at %s%s%s"
                    .formatted(
                            by,
                            at,
                            edited ? ", edited" : "",
                            reason.isEmpty() ? "" : ": " + reason);
        }
    }

    /** Masks secrets and personal data in key, headers and value, unless {@code raw}. */
    static DeadLetterView of(Stamped<DeadLetter> one, List<DeadLetterSent> sent, boolean raw) {
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
                DeadLetterText.text(letter.value(), raw),
                sent.stream().map(Sent::of).toList());
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
        sent.forEach(one -> lines.add(one.text()));
        return lines;
    }
}
