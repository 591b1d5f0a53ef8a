package metatextgrad.view;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads bytes that are text. Pure. */
public final class RecordText {
    private RecordText() {}

    /** Returns the bytes as text; null if they are not text. */
    public static @Nullable String of(ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
            return text.chars().anyMatch(RecordText::isHidden) ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isHidden(int letter) {
        return Character.isISOControl(letter) && "\r\n\t".indexOf(letter) < 0;
    }
}
