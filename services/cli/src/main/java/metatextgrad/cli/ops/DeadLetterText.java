package metatextgrad.cli.ops;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.redact.Redactor;
import org.apache.kafka.common.utils.Utils;

/** Formats one dead letter with its record. Pure. */
final class DeadLetterText {
    private static final int SHOWN = 100;

    private DeadLetterText() {}

    /** Masks secrets and personal data in key, headers and value, unless {@code raw}. */
    static List<String> of(Stamped<DeadLetter> one, boolean raw) {
        DeadLetter letter = one.event();
        List<String> lines = new ArrayList<>();
        lines.add(
                "record:  %s, partition %d, offset %d, written %s"
                        .formatted(
                                letter.topic(),
                                letter.partition(),
                                letter.offset(),
                                Instant.ofEpochMilli(one.millis())));
        lines.add("service: " + letter.service());
        lines.add(
                "reason:  "
                        + letter.reason()
                        + ": "
                        + visible(letter.message(), Integer.MAX_VALUE));
        lines.add("key:     " + text(letter.recordKey(), raw));
        for (KeptHeaders.Header header : letter.headers().kept())
            lines.add(
                    "header:  "
                            + visible(header.name(), SHOWN)
                            + " = "
                            + text(header.value(), raw));
        int more = letter.headers().leftOut();
        if (more > 0) lines.add("headers: %d more, not kept".formatted(more));
        lines.add("value:   " + text(letter.value(), raw));
        return lines;
    }

    /**
     * As text if the bytes are text, otherwise as hexadecimal digits. Secrets in such digits cannot
     * be masked, so they are shown only if {@code raw}.
     */
    private static String text(ByteBuffer bytes, boolean raw) {
        if (!bytes.hasRemaining()) return "(none)";
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
            if (text.chars().noneMatch(DeadLetterText::isHidden))
                return raw ? text : Redactor.redact(text);
        } catch (CharacterCodingException e) {
            // No text.
        }
        if (!raw) return "(%d bytes that are not text; use --raw)".formatted(bytes.remaining());
        return "(hex) " + HexFormat.of().formatHex(Utils.toArray(bytes.duplicate()));
    }

    private static boolean isHidden(int letter) {
        return Character.isISOControl(letter) && letter != '\n' && letter != '\t';
    }

    /** Returns one line without control characters. */
    static String visible(String text, int max) {
        String line =
                text.codePoints()
                        .map(letter -> Character.isISOControl(letter) ? ' ' : letter)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return line.length() <= max ? line : line.substring(0, max - 3) + "...";
    }
}
