package metatextgrad.services.worker.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** DEFECT 1, FAULT 11: less after a refusal, back within seconds, and carefully beyond. */
final class CubicRateTest {
    private static final long SECOND = 1_000_000_000;

    private final CubicRate rate = new CubicRate(60);

    @Test
    void shouldNotLimitBeforeARefusal() {
        rate.served(1, 0);

        assertThat(rate.limit()).isInfinite();
    }

    @Test
    void shouldProbeSlowlyUntilTheFirstCallIsServed() {
        assertThat(rate.refused(0, 0)).isTrue();
        assertThat(rate.limit()).isEqualTo(60);

        rate.served(1, SECOND);

        assertThat(rate.limit()).isInfinite();
    }

    @Test
    @DisplayName("DEFECT 1: a burst shorter than a minute counts by its own speed")
    void shouldStartFromTheBusiestSecond() {
        serve(100, 3 * SECOND);

        rate.refused(3 * SECOND, 3 * SECOND);

        assertThat(rate.limit()).isEqualTo(100 * 60 * CubicRate.CUT);
    }

    @Test
    @DisplayName("DEFECT 1: after a stray refusal the former rate is back in two seconds")
    void shouldReturnToTheRememberedRateAndGoBeyond() {
        serve(100, 3 * SECOND);
        rate.refused(3 * SECOND, 3 * SECOND);
        rate.served(100, 5 * SECOND);
        assertThat(rate.limit()).isEqualTo(6000);

        for (long second = 6; second <= 8; second++) rate.served(500, second * SECOND);
        assertThat(rate.limit()).isGreaterThan(8000);
        for (long second = 9; second <= 30; second++) rate.served(9000, second * SECOND);
        assertThat(rate.limit()).isInfinite();
    }

    @Test
    void shouldTakeTwentySecondsToReturnToAConfirmedLimit() {
        long now = 3 * SECOND;
        serve(100, now);
        for (int refusals = 0; refusals < 6; refusals++) {
            rate.refused(now, now);
            for (int second = 0; second < 8; second++) rate.served(100, now += SECOND);
        }
        rate.refused(now, now);
        double remembered = rate.limit() / CubicRate.CUT;

        for (int second = 0; second < 19; second++) rate.served(100, now += SECOND);
        assertThat(rate.limit()).isLessThan(remembered);
        rate.served(100, now + SECOND);
        assertThat(rate.limit()).isCloseTo(remembered, within(1e-6));
    }

    @Test
    @DisplayName("The limit does not grow beyond what it was while nobody uses it")
    void shouldNotGrowWhileUnused() {
        serve(100, 3 * SECOND);
        rate.refused(3 * SECOND, 3 * SECOND);

        for (long second = 10; second < 100; second++) rate.served(1, second * SECOND);

        assertThat(rate.limit()).isEqualTo(6000);
    }

    @Test
    void shouldKeepItsPartOfAnotherCeiling() {
        rate.ceiling(600);
        serve(10, 20 * SECOND);
        rate.refused(20 * SECOND, 20 * SECOND);
        double part = rate.limit();

        rate.ceiling(300);
        assertThat(rate.limit()).isEqualTo(part / 2);
        rate.ceiling(600);
        assertThat(rate.limit()).isEqualTo(part);
    }

    @Property
    void shouldCutOnceForAllCallsThatWereSentBefore(
            @ForAll @IntRange(min = 1, max = 300) int calls, @ForAll long seed) {
        Random random = new Random(seed);
        CubicRate limit = new CubicRate(60);
        limit.ceiling(600);
        limit.refused(0, SECOND);
        double cut = limit.limit();
        for (int i = 0; i < calls; i++)
            limit.refused(random.nextLong(SECOND), SECOND + random.nextLong(SECOND));

        assertThat(limit.limit()).isEqualTo(cut);
    }

    @Property
    void shouldStayBetweenFloorAndCeilingAndDependOnNothingElse(@ForAll long seed) {
        assertThat(history(new Random(seed))).isEqualTo(history(new Random(seed)));
    }

    private static double history(Random random) {
        CubicRate limit = new CubicRate(60);
        double ceiling = Double.POSITIVE_INFINITY;
        long now = random.nextLong(Long.MAX_VALUE / 2);
        for (int i = 0; i < 200; i++) {
            now += random.nextLong(10 * SECOND);
            double before = limit.limit();
            switch (random.nextInt(5)) {
                case 0 -> {
                    ceiling = 1 + random.nextInt(10_000);
                    limit.ceiling(ceiling);
                }
                case 1 -> {
                    limit.refused(now - random.nextLong(10 * SECOND), now);
                    assertThat(limit.limit()).isLessThanOrEqualTo(Math.max(before, 60));
                }
                default -> {
                    limit.served(1 + random.nextInt(100), now);
                    assertThat(limit.limit()).isGreaterThanOrEqualTo(before);
                }
            }
            assertThat(limit.limit()).isPositive().isLessThanOrEqualTo(ceiling);
        }
        return limit.limit();
    }

    /** This many calls in each second until then. */
    private void serve(int calls, long until) {
        for (long at = 0; at < until; at += SECOND) rate.served(calls, at);
    }
}
