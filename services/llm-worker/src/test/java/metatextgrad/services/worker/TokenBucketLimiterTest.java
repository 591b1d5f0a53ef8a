package metatextgrad.services.worker;

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
        TokenBucketLimiter pace = new TokenBucketLimiter(60, () -> nanos);
        pace.take(1_000_000);

        assertThat(pace.until(1_000_000)).isZero();
        assertThat(pace.perMinute()).isInfinite();
    }

    @Test
    void shouldBeginWithNothingSavedUp() {
        TokenBucketLimiter pace = new TokenBucketLimiter(60, () -> nanos);
        pace.ceiling(6000);
        assertThat(pace.until(1)).isZero();

        pace.take(1);

        assertThat(pace.until(1)).isBetween(Duration.ofMillis(9), Duration.ofMillis(11));
    }

    @Test
    void shouldLetACallGoThatCostsMoreThanTheBucketHoldsAndWaitForItAfterwards() {
        TokenBucketLimiter pace = new TokenBucketLimiter(60, () -> nanos);
        pace.ceiling(6000);
        assertThat(pace.until(3000)).isBetween(Duration.ofMillis(480), Duration.ofMillis(500));
        nanos += pace.until(3000).toNanos();

        pace.take(3000);

        assertThat(pace.until(3000)).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
    }

    @Test
    void shouldGiveBackWhatWasNotUsed() {
        TokenBucketLimiter pace = new TokenBucketLimiter(60, () -> nanos);
        pace.ceiling(6000);
        nanos += pace.until(3000).toNanos();
        pace.take(3000);
        pace.giveBack(2960);

        assertThat(pace.until(10)).isZero();
        pace.giveBack(-3000);
        assertThat(pace.until(10)).isPositive();
    }

    @Test
    void shouldBelieveTheServerThatLessIsLeft() {
        TokenBucketLimiter pace = new TokenBucketLimiter(60, () -> nanos);
        pace.ceiling(600);
        assertThat(pace.until(1)).isZero();

        pace.remaining(0);

        assertThat(pace.until(1)).isPositive().isLessThan(Duration.ofMillis(101));
    }

    @Property(tries = 100)
    void shouldTakeNoMoreThanTheLimitAndLittleLess(
            @ForAll @IntRange(min = 1, max = 5000) int perMinute, @ForAll long seed) {
        Random random = new Random(seed);
        nanos = random.nextLong();
        TokenBucketLimiter pace = new TokenBucketLimiter(60, () -> nanos);
        pace.ceiling(perMinute);
        long start = nanos;
        long taken = 0;
        long last = 0;
        while (nanos - start < Duration.ofMinutes(10).toNanos()) {
            if (pace.until(1).isZero()) {
                last = 1 + random.nextInt(3);
                pace.take(last);
                taken += last;
            } else {
                nanos += pace.until(1).toNanos();
            }
        }

        assertThat((double) taken)
                .isBetween(perMinute * 10 * .99 - 1, perMinute * (10 + 1 / 120.0) * 1.01 + 4);
    }
}
