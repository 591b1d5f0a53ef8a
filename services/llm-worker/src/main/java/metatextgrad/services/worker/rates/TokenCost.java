package metatextgrad.services.worker.rates;

import metatextgrad.llm.Usage;

/** The tokens of a call against the rate. Pure. */
final class TokenCost {
    private TokenCost() {}

    /** Returns the tokens of a call; the reserved ones if they are not known. */
    static long of(Usage usage, long reserved) {
        long used = usage.inputTokens() + usage.outputTokens();
        return used > 0 ? used : reserved;
    }
}
