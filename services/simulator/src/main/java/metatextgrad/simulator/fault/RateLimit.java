package metatextgrad.simulator.fault;

/** Requests and tokens per minute; 0 stands for no limit. */
public record RateLimit(int requestsPerMinute, int tokensPerMinute) {
    public static final RateLimit NONE = new RateLimit(0, 0);

    /** Reads {@code 600} or {@code 600,90000}. */
    public static RateLimit parse(String text) {
        String[] parts = text.strip().split(",");
        return new RateLimit(
                Integer.parseInt(parts[0].strip()),
                parts.length > 1 ? Integer.parseInt(parts[1].strip()) : 0);
    }
}
