package metatextgrad.model.project;

/**
 * The price of a model.
 *
 * @param input millionths of a dollar for a million input tokens
 * @param output millionths of a dollar for a million output tokens
 */
public record Price(long input, long output) {
    private static final long MILLION = 1_000_000;

    public Price {
        if (input < 0 || output < 0)
            throw new IllegalArgumentException("a price must not be negative");
    }

    /**
     * The cost in millionths of a dollar, rounded up so that no call is free because it is short.
     */
    public long micros(long inputTokens, long outputTokens) {
        return Math.ceilDiv(inputTokens * input + outputTokens * output, MILLION);
    }
}
