package metatextgrad.services.worker.rates;

import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.llm.Usage;

/** Estimates the tokens of a call. Pure. */
public final class TokenCost {
    /** For English text and most models; other scripts have more bytes per letter. */
    private static final long BYTES_PER_TOKEN = 4;

    /** For role and separators. */
    private static final long PER_MESSAGE = 4;

    private TokenCost() {}

    /** Returns the estimated tokens of the prompt. */
    public static long prompt(LlmRequest request) {
        long tokens = 0;
        for (Message message : request.messages())
            tokens += PER_MESSAGE + bytes(message.content()) / BYTES_PER_TOKEN;
        return tokens;
    }

    /** Returns the tokens of a call that the server counted; the reserved ones if it did not. */
    public static long of(Usage usage, long reserved) {
        long used = usage.inputTokens() + usage.outputTokens();
        return used > 0 ? used : reserved;
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
