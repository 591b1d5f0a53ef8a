package metatextgrad.services.worker.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TokenBucketLimiterTest {
    private long nanos;

    @Test
    void shouldNotLimitWithoutAKnownLimit() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.consume(1_000_000, nanos);

        assertThat(limiter.until(1_000_000, nanos)).isZero();
        assertThat(limiter.perMinute()).isInfinite();
    }

    @Test
    void shouldStartWithAnEmptyBucket() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(6000, false, nanos);
        assertThat(limiter.until(1, nanos)).isZero();

        limiter.consume(1, nanos);

        assertThat(limiter.until(1, nanos)).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
    }

    @Test
    void shouldSendACallThatCostsMoreThanTheBucketAndWaitAfterwards() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(6000, false, nanos);
        assertThat(limiter.until(3000, nanos))
                .isBetween(Duration.ofMillis(480), Duration.ofMillis(500));
        nanos += limiter.until(3000, nanos).toNanos();

        limiter.consume(3000, nanos);

        assertThat(limiter.until(3000, nanos))
                .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
    }

    @Test
    void shouldRefundUnusedTokens() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(6000, false, nanos);
        nanos += limiter.until(3000, nanos).toNanos();
        limiter.consume(3000, nanos);
        limiter.refund(2960, nanos);

        assertThat(limiter.until(10, nanos)).isZero();
        limiter.refund(-3000, nanos);
        assertThat(limiter.until(10, nanos)).isPositive();
    }

    @Test
    void shouldLowerTheLevelToWhatTheServerReports() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(600, false, nanos);
        assertThat(limiter.until(1, nanos)).isZero();

        limiter.remaining(0, nanos);

        assertThat(limiter.until(1, nanos)).isPositive().isLessThan(Duration.ofMillis(101));
    }

    @Property(tries = 100)
    void shouldUseTheLimitButNotExceedIt(
            @ForAll @IntRange(min = 1, max = 5000) int perMinute, @ForAll long seed) {
        Random random = new Random(seed);
        nanos = random.nextLong();
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(perMinute, false, nanos);
        long start = nanos;
        long used = 0;
        long last = 0;
        while (nanos - start < Duration.ofMinutes(10).toNanos()) {
            if (limiter.until(1, nanos).isZero()) {
                last = 1 + random.nextInt(3);
                limiter.consume(last, nanos);
                used += last;
            } else {
                nanos += limiter.until(1, nanos).toNanos();
            }
        }

        assertThat((double) used)
                .isBetween(perMinute * 10 * .99 - 1, perMinute * (10 + 1 / 120.0) * 1.01 + 4);
    }
}
