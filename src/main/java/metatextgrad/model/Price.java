package metatextgrad.model;

/**
 * What a model costs.
 *
 * @param input millionths of a dollar for a million tokens read
 * @param output the same for tokens written
 */
public record Price(long input, long output) {
    private static final long MILLION = 1_000_000;

    public Price {
        if (input < 0 || output < 0)
            throw new IllegalArgumentException("a price must not be negative");
    }

    /** Millionths of a dollar, rounded up: no call is free because it is short. */
    public long micros(long inputTokens, long outputTokens) {
        return Math.ceilDiv(inputTokens * input + outputTokens * output, MILLION);
    }
}
