package metatextgrad.llm;

import java.util.List;

/**
 * Estimates the tokens of texts. Servers use many tokenizers, so no tokenizer would be exact for
 * all (ADR 32). Pure.
 */
public final class EstimatedTokens {
    /** For English text and most models; other scripts have more bytes per letter. */
    private static final long BYTES_PER_TOKEN = 4;

    /** For role and separators. */
    private static final long PER_MESSAGE = 4;

    private EstimatedTokens() {}

    /** Returns the tokens of a prompt. */
    public static long of(List<Message> prompt) {
        long tokens = 0;
        for (Message message : prompt)
            tokens += PER_MESSAGE + bytes(message.content()) / BYTES_PER_TOKEN;
        return tokens;
    }

    /** Returns the tokens of an answer. A text that is not empty has one at least. */
    public static long of(String answer) {
        return Math.ceilDiv(bytes(answer), BYTES_PER_TOKEN);
    }

    private static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < 0x80) bytes++;
            else bytes += letter < 0x800 || Character.isSurrogate(letter) ? 2 : 3;
        }
        return bytes;
    }
}
