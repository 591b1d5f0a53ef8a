package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import metatextgrad.model.DeadLetter;
import metatextgrad.model.KeptHeaders;
import metatextgrad.redact.Redactor;
import metatextgrad.services.mtg.EventReader.Stamped;

/**
 * Dead letters for people and for scripts. A list tells what is wrong and nothing of what the
 * record holds. Pure.
 */
final class DeadLetterText {
    private static final int SHOWN = 100;

    private DeadLetterText() {}

    static List<String> table(List<Stamped<DeadLetter>> letters) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "service", "reason", "bytes", "message"));
        for (Stamped<DeadLetter> one : letters) {
            DeadLetter letter = one.event();
            rows.add(
                    List.of(
                            letter.key(),
                            letter.service(),
                            letter.reason(),
                            String.valueOf(letter.value().remaining()),
                            visible(letter.message(), SHOWN)));
        }
        return Columns.aligned(rows);
    }

    static String json(List<Stamped<DeadLetter>> letters) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        var list = root.putArray("deadLetters");
        for (Stamped<DeadLetter> one : letters) {
            DeadLetter letter = one.event();
            list.addObject()
                    .put("id", letter.key())
                    .put("topic", letter.topic())
                    .put("partition", letter.partition())
                    .put("offset", letter.offset())
                    .put("service", letter.service())
                    .put("reason", letter.reason())
                    .put("message", letter.message())
                    .put("bytes", letter.value().remaining());
        }
        return root.toString();
    }

    /** What is found in key, headers and value is hidden unless they are wanted raw. */
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
        if (more > 0) lines.add("headers: %d more, which were left out".formatted(more));
        lines.add("value:   " + text(letter.value(), raw));
        return lines;
    }

    /**
     * As text where it is some, else as hexadecimal digits: what they spell cannot be hidden, so
     * they are shown only if wanted raw.
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
        if (!raw) return "(%d bytes that are no text: --raw)".formatted(bytes.remaining());
        byte[] all = new byte[bytes.remaining()];
        bytes.duplicate().get(all);
        return "(hex) " + HexFormat.of().formatHex(all);
    }

    private static boolean isHidden(int letter) {
        return Character.isISOControl(letter) && letter != '\n' && letter != '\t';
    }

    /** In one line, without what a terminal would obey. */
    private static String visible(String text, int most) {
        String line =
                text.codePoints()
                        .map(letter -> Character.isISOControl(letter) ? ' ' : letter)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
        return line.length() <= most ? line : line.substring(0, most - 3) + "...";
    }
}
