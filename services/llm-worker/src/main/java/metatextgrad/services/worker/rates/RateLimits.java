package metatextgrad.services.worker.rates;

import org.jspecify.annotations.Nullable;

/**
 * What the model's server allows the key, for each model. All workers share it: each takes the part
 * of its partitions.
 *
 * @param requestsPerMinute null if not known: then only the replies of the server count
 * @param tokensPerMinute the same for tokens, of prompt and answer together
 * @param partitions the number of partitions of the request topic
 */
public record RateLimits(
        @Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute, int partitions) {
    /** No limit is known, and one worker has all partitions. */
    public static final RateLimits UNKNOWN = new RateLimits(null, null, 1);

    public RateLimits {
        if (partitions < 1)
            throw new IllegalArgumentException("partitions is below 1: " + partitions);
    }

    /** The part of a worker with so many partitions. A worker without any counts as having one. */
    public double share(int assigned) {
        return Math.clamp((double) assigned / partitions, 1.0 / partitions, 1);
    }
}
