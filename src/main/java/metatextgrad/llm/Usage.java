package metatextgrad.llm;

import java.time.Duration;

/**
 * What one call used.
 *
 * @param estimated whether the tokens are {@link EstimatedTokens}, because the server reported none
 *     or implausible ones
 * @param millis how long its last attempt took, in milliseconds, as the worker measured it once; 0
 *     if it was not measured
 */
public record Usage(long inputTokens, long outputTokens, boolean estimated, long millis) {
    /** Unknown, or no tokens. */
    public static final Usage NONE = new Usage(0, 0);

    /** Tokens as the model's server reported them. */
    public Usage(long inputTokens, long outputTokens) {
        this(inputTokens, outputTokens, false, 0);
    }

    /** Tokens that the server did not report. */
    public static Usage estimate(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, outputTokens, true, 0);
    }

    /** Returns the same usage of a call that took this time. */
    public Usage in(Duration time) {
        return new Usage(inputTokens, outputTokens, estimated, time.toMillis());
    }

    /** Whether the server reported tokens, or they were estimated. */
    public boolean hasTokens() {
        return estimated || inputTokens > 0 || outputTokens > 0;
    }
}
