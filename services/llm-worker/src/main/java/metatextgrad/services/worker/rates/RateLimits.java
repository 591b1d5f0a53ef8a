package metatextgrad.services.worker.rates;

import org.jspecify.annotations.Nullable;

/**
 * Rate limits of the API key, per model. Each worker uses a share proportional to its partitions.
 *
 * @param requestsPerMinute null if not known: then only the replies of the server count
 * @param tokensPerMinute the limit for tokens of prompt and answer; null if not known
 * @param partitions the number of partitions of the request topic
 */
public record RateLimits(
        @Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute, int partitions) {
    /** No known limit, with one partition. */
    public static final RateLimits UNKNOWN = new RateLimits(null, null, 1);

    public RateLimits {
        if (partitions < 1)
            throw new IllegalArgumentException("partitions is below 1: " + partitions);
    }

    /** Returns the share of a worker with this many partitions, at least that of one. */
    public double share(int assigned) {
        return Math.clamp((double) assigned / partitions, 1.0 / partitions, 1);
    }
}
