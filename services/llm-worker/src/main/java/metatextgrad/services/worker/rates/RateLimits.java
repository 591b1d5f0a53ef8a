package metatextgrad.services.worker.rates;

import org.jspecify.annotations.Nullable;

/**
 * What the model's server allows the key, for each model. All workers share it: each takes the part
 * of its partitions.
 *
 * @param requestsPerMinute null if not known: what the server says and does then counts alone
 * @param tokensPerMinute the same for tokens, of question and answer together
 * @param partitions of the requests' topic
 */
public record RateLimits(
        @Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute, int partitions) {
    /** Nothing is known, and one worker has all. */
    public static final RateLimits UNKNOWN = new RateLimits(null, null, 1);

    public RateLimits {
        if (partitions < 1)
            throw new IllegalArgumentException("partitions is below 1: " + partitions);
    }

    /** The part of a worker that has so many partitions; none yet counts as one. */
    public double share(int assigned) {
        return Math.clamp((double) assigned / partitions, 1.0 / partitions, 1);
    }
}
