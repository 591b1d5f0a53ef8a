package metatextgrad.cli.ops;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import metatextgrad.model.ControlCharacters;
import metatextgrad.redact.Redactor;
import metatextgrad.view.RecordText;
import org.apache.kafka.common.utils.Utils;

/** Formats the texts and bytes of dead letters. Pure. */
final class DeadLetterText {
    private DeadLetterText() {}

    /**
     * As text if the bytes are text, otherwise as hexadecimal digits. Secrets in such digits cannot
     * be masked, so they are shown only if {@code raw}. Otherwise secrets and personal data in the
     * text are masked.
     */
    static String text(ByteBuffer bytes, boolean raw) {
        if (!bytes.hasRemaining()) return "(none)";
        String text = RecordText.of(bytes);
        if (text != null) return raw ? text : Redactor.redact(text);
        if (!raw) return "(%d bytes that are not text; use --raw)".formatted(bytes.remaining());
        return "(hex) " + HexFormat.of().formatHex(Utils.toArray(bytes.duplicate()));
    }

    /** Returns one line without control characters. */
    static String visible(String text, int max) {
        String line = ControlCharacters.line(text);
        return line.length() <= max ? line : line.substring(0, max - 3) + "...";
    }
}
