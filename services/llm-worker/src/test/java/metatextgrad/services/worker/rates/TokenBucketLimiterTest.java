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
    void shouldLetAllGoWhileNothingLimits() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.take(1_000_000, nanos);

        assertThat(limiter.until(1_000_000, nanos)).isZero();
        assertThat(limiter.perMinute()).isInfinite();
    }

    @Test
    void shouldBeginWithNothingSavedUp() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(6000, nanos);
        assertThat(limiter.until(1, nanos)).isZero();

        limiter.take(1, nanos);

        assertThat(limiter.until(1, nanos)).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
    }

    @Test
    void shouldLetACallGoThatCostsMoreThanTheBucketHoldsAndWaitForItAfterwards() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(6000, nanos);
        assertThat(limiter.until(3000, nanos))
                .isBetween(Duration.ofMillis(480), Duration.ofMillis(500));
        nanos += limiter.until(3000, nanos).toNanos();

        limiter.take(3000, nanos);

        assertThat(limiter.until(3000, nanos))
                .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
    }

    @Test
    void shouldGiveBackWhatWasNotUsed() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(6000, nanos);
        nanos += limiter.until(3000, nanos).toNanos();
        limiter.take(3000, nanos);
        limiter.giveBack(2960, nanos);

        assertThat(limiter.until(10, nanos)).isZero();
        limiter.giveBack(-3000, nanos);
        assertThat(limiter.until(10, nanos)).isPositive();
    }

    @Test
    void shouldBelieveTheServerThatLessIsLeft() {
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(600, nanos);
        assertThat(limiter.until(1, nanos)).isZero();

        limiter.remaining(0, nanos);

        assertThat(limiter.until(1, nanos)).isPositive().isLessThan(Duration.ofMillis(101));
    }

    @Property(tries = 100)
    void shouldTakeNoMoreThanTheLimitAndLittleLess(
            @ForAll @IntRange(min = 1, max = 5000) int perMinute, @ForAll long seed) {
        Random random = new Random(seed);
        nanos = random.nextLong();
        TokenBucketLimiter limiter = new TokenBucketLimiter(60);
        limiter.ceiling(perMinute, nanos);
        long start = nanos;
        long taken = 0;
        long last = 0;
        while (nanos - start < Duration.ofMinutes(10).toNanos()) {
            if (limiter.until(1, nanos).isZero()) {
                last = 1 + random.nextInt(3);
                limiter.take(last, nanos);
                taken += last;
            } else {
                nanos += limiter.until(1, nanos).toNanos();
            }
        }

        assertThat((double) taken)
                .isBetween(perMinute * 10 * .99 - 1, perMinute * (10 + 1 / 120.0) * 1.01 + 4);
    }
}
