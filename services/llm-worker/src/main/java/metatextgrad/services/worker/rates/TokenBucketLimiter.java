package metatextgrad.services.worker.rates;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests or tokens of one model per minute: a bucket that fills at the limit of {@link
 * CubicRate}. A call that costs more than the bucket contains makes its level negative. Pure:
 * callers pass the time in nanoseconds.
 */
final class TokenBucketLimiter {
    /** Half a second's worth may be sent at once, so that no minute exceeds its limit. */
    private static final double BURST = 1.0 / 120;

    private final CubicRate limit;
    private final LongWait wait = new LongWait();
    private final PassedTime clock = new PassedTime();
    private boolean fromServer;
    private @Nullable Bucket bucket;
    private double pace = Double.POSITIVE_INFINITY;
    private long burst = 1;

    /**
     * @param least the lowest limit per minute while the server's limit is unknown
     */
    TokenBucketLimiter(double least) {
        limit = new CubicRate(least);
    }

    /** Returns the limit per minute; infinite if there is none. */
    double perMinute() {
        return pace;
    }

    /**
     * Returns the limit per second if refusals set it, or if the server reported it and calls have
     * waited for it for long; else 0.
     */
    double throttledPerSecond(long now) {
        return limit.throttles() || (fromServer && wait.isLong(now)) ? pace / 60 : 0;
    }

    /** Returns the wait before a call of this cost may be sent. */
    Duration until(long cost, long now) {
        clock.now = now;
        if (bucket == null) return Duration.ZERO;
        return Duration.ofNanos(
                bucket.estimateAbilityToConsume(Math.min(cost, burst)).getNanosToWaitForRefill());
    }

    /** Returns the same for a call that waits now. */
    Duration untilWaiting(long cost, long now) {
        Duration until = until(cost, now);
        if (!until.isZero()) wait.waits(now);
        return until;
    }

    void consume(long cost, long now) {
        clock.now = now;
        if (bucket != null) bucket.consumeIgnoringRateLimits(cost);
    }

    void refund(long cost, long now) {
        clock.now = now;
        if (bucket != null && cost > 0) bucket.addTokens(cost);
        if (bucket != null && cost < 0) bucket.consumeIgnoringRateLimits(-cost);
    }

    /**
     * Sets the highest rate allowed.
     *
     * @param reported whether it is from the server, and not a setting of the user
     */
    void ceiling(double max, boolean reported, long now) {
        clock.now = now;
        fromServer = reported;
        limit.ceiling(max);
        follow();
    }

    /** Lowers the level to the remaining amount that the server reported. */
    void remaining(long max, long now) {
        clock.now = now;
        if (bucket == null) return;
        long ours = bucket.getAvailableTokens();
        if (ours > max) bucket.consumeIgnoringRateLimits(ours - max);
    }

    boolean refused(Duration took, long now) {
        clock.now = now;
        boolean counts = limit.refused(now - took.toNanos(), now);
        follow();
        return counts;
    }

    /** A call of this cost was served. */
    void served(long cost, long now) {
        clock.now = now;
        limit.served(cost, now);
        follow();
    }

    private void follow() {
        if (limit.limit() == pace) return;
        pace = limit.limit();
        if (Double.isInfinite(pace)) {
            bucket = null;
            return;
        }
        burst = Math.max(1, (long) (pace * BURST));
        // Per hour: a low limit per minute need not be a whole number.
        Bandwidth rate =
                Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(Math.max(1, Math.round(pace * 60)), Duration.ofHours(1))
                        // An earlier worker may have used the rest.
                        .initialTokens(1)
                        .build();
        if (bucket == null) {
            bucket = Bucket.builder().addLimit(rate).withCustomTimePrecision(clock).build();
        } else {
            bucket.replaceConfiguration(
                    BucketConfiguration.builder().addLimit(rate).build(),
                    TokensInheritanceStrategy.AS_IS);
        }
    }

    /** The time of the last call. */
    private static final class PassedTime implements TimeMeter {
        private long now;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
