package metatextgrad.llm;

/**
 * Tokens of one call.
 *
 * @param estimated whether they are {@link EstimatedTokens}, because the server reported none or
 *     implausible ones
 */
public record Usage(long inputTokens, long outputTokens, boolean estimated) {
    /** Unknown, or no tokens. */
    public static final Usage NONE = new Usage(0, 0);

    /** Tokens as the model's server reported them. */
    public Usage(long inputTokens, long outputTokens) {
        this(inputTokens, outputTokens, false);
    }

    /** Tokens that the server did not report. */
    public static Usage estimate(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, outputTokens, true);
    }
}
