package metatextgrad.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PromotionLevelTest {
    @Test
    void shouldSpendTheLevelOverALifeWithoutPromotions() {
        double spent =
                IntStream.rangeClosed(1, 1_000_000)
                        .mapToDouble(contest -> PromotionLevel.eLond(.05, contest, 0))
                        .sum();
        assertThat(spent).isLessThan(.05).isEqualTo(.05, within(.00002));
    }

    /** METHOD §4.4 item 4, row levels: about 4e-5 after 50 contests. */
    @Test
    void shouldFallWithContestsAndRiseWithPromotions() {
        assertThat(PromotionLevel.eLond(.05, 50, 0)).isEqualTo(4.2e-5, within(.1e-5));
        assertThat(PromotionLevel.eLond(.05, 50, 3))
                .isEqualTo(4 * PromotionLevel.eLond(.05, 50, 0), within(1e-15));
    }
}
