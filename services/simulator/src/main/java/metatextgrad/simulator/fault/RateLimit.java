package metatextgrad.simulator.fault;

/**
 * Requests and tokens per minute; 0 means no limit.
 *
 * @param headers whether responses report the limits; a 429 always has {@code Retry-After}
 */
public record RateLimit(int requestsPerMinute, int tokensPerMinute, boolean headers) {
    public static final RateLimit NONE = new RateLimit(0, 0);

    public RateLimit(int requestsPerMinute, int tokensPerMinute) {
        this(requestsPerMinute, tokensPerMinute, true);
    }

    public RateLimit withHeaders(boolean reported) {
        return new RateLimit(requestsPerMinute, tokensPerMinute, reported);
    }

    /** Parses {@code 600} or {@code 600,90000}. */
    public static RateLimit parse(String text) {
        String[] parts = text.strip().split(",", 2);
        return new RateLimit(
                PlanNumbers.whole("requests per minute", parts[0], 0, Integer.MAX_VALUE),
                parts.length > 1
                        ? PlanNumbers.whole("tokens per minute", parts[1], 0, Integer.MAX_VALUE)
                        : 0);
    }
}
