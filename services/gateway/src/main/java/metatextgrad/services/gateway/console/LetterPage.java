package metatextgrad.services.gateway.console;

import java.nio.ByteBuffer;
import java.util.List;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.services.gateway.api.LetterCommands;
import metatextgrad.services.gateway.records.DeadLetterRecords.Letter;
import metatextgrad.view.RecordText;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter. Texts are masked.
 *
 * @param source topic, partition and offset of the record that was rejected
 * @param edit the value without masks, to be edited; null if the person does not edit it
 * @param canEdit whether the value is a text
 * @param refusal why it cannot be sent again; empty if it can
 */
public record LetterPage(
        String id,
        String at,
        String source,
        String service,
        String reason,
        String message,
        String key,
        List<Header> headers,
        String value,
        @Nullable String edit,
        boolean canEdit,
        String refusal,
        List<DeadLetterSent> sent) {
    /** A header of the record. */
    public record Header(String name, String value) {}

    static LetterPage of(Letter one, boolean edits) {
        DeadLetter letter = one.letter();
        String text = RecordText.of(letter.value());
        return new LetterPage(
                letter.key(),
                one.record().at().toString(),
                Figures.source(letter.topic(), letter.partition(), letter.offset()),
                letter.service(),
                letter.reason(),
                Figures.masked(letter.message()),
                text(letter.recordKey()),
                letter.headers().kept().stream()
                        .map(
                                header ->
                                        new Header(
                                                Figures.masked(header.name()),
                                                text(header.value())))
                        .toList(),
                text(letter.value()),
                edits ? text : null,
                text != null,
                LetterCommands.refusal(letter),
                one.sent());
    }

    private static String text(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) return "(none)";
        String text = RecordText.of(bytes);
        return text == null
                ? "(%d bytes that are not text)".formatted(bytes.remaining())
                : Figures.masked(text);
    }
}
