package metatextgrad.services.worker.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** FAULT 11: less at once when refused, slowly more. */
final class AimdTest {
    private static final long SECOND = 1_000_000_000;
    private static final long PERIOD = Aimd.PERIOD.toNanos();

    @Test
    void shouldNotLimitBeforeTheFirstRefusal() {
        Aimd limit = new Aimd(60);
        limit.admitted(0);

        assertThat(limit.limit()).isInfinite();
    }

    @Test
    void shouldStartFromTheLastMinuteWithoutAKnownLimit() {
        Aimd limit = new Aimd(60);
        limit.refused(0, 0, 700);
        assertThat(limit.limit()).isEqualTo(630);

        Aimd idle = new Aimd(60);
        idle.refused(0, 0, 3);
        assertThat(idle.limit()).isEqualTo(60);
    }

    @Test
    void shouldIncreaseByAStepEachPeriodUpToTheCeiling() {
        Aimd limit = new Aimd(60);
        limit.ceiling(600);
        limit.refused(0, 0, 0);
        limit.admitted(PERIOD - 1);
        assertThat(limit.limit()).isEqualTo(540);

        limit.admitted(PERIOD);
        limit.admitted(PERIOD + 1);
        assertThat(limit.limit()).isEqualTo(570);
        for (int i = 2; i < 9; i++) limit.admitted(i * PERIOD);
        assertThat(limit.limit()).isEqualTo(600);
    }

    @Test
    void shouldDecreaseFasterAfterASecondRefusal() {
        Aimd limit = new Aimd(60);
        limit.ceiling(1000);
        limit.refused(0, 0, 0);
        limit.refused(1, 1, 0);

        assertThat(limit.limit()).isEqualTo(675);
    }

    @Test
    void shouldKeepItsFractionOfANewCeiling() {
        Aimd limit = new Aimd(60);
        limit.ceiling(600);
        limit.refused(0, 0, 0);

        limit.ceiling(300);
        assertThat(limit.limit()).isEqualTo(270);
        limit.ceiling(600);
        assertThat(limit.limit()).isEqualTo(540);
    }

    @Property
    void shouldDecreaseOnceForRefusalsOfCallsSentBefore(
            @ForAll @IntRange(min = 1, max = 300) int calls, @ForAll long seed) {
        Random random = new Random(seed);
        Aimd limit = new Aimd(60);
        limit.ceiling(600);
        limit.refused(0, SECOND, 0);
        for (int i = 0; i < calls; i++)
            limit.refused(random.nextLong(SECOND), SECOND + random.nextLong(SECOND), 600);

        assertThat(limit.limit()).isEqualTo(540);
    }

    @Property
    void shouldStayBetweenFloorAndCeilingAndBeDeterministic(@ForAll long seed) {
        assertThat(history(new Random(seed))).isEqualTo(history(new Random(seed)));
    }

    private static double history(Random random) {
        Aimd limit = new Aimd(60);
        double ceiling = Double.POSITIVE_INFINITY;
        long now = random.nextLong();
        for (int i = 0; i < 200; i++) {
            now += random.nextLong(PERIOD);
            double before = limit.limit();
            switch (random.nextInt(5)) {
                case 0 -> {
                    ceiling = 1 + random.nextInt(10_000);
                    limit.ceiling(ceiling);
                }
                case 1 -> {
                    limit.refused(now - random.nextLong(PERIOD), now, random.nextInt(1000));
                    assertThat(limit.limit()).isLessThanOrEqualTo(Math.max(before, 60));
                }
                default -> {
                    limit.admitted(now);
                    assertThat(limit.limit()).isGreaterThanOrEqualTo(before);
                }
            }
            assertThat(limit.limit()).isPositive().isLessThanOrEqualTo(ceiling);
        }
        return limit.limit();
    }
}
