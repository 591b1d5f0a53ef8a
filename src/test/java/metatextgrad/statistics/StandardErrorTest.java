package metatextgrad.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StandardErrorTest {
    @Test
    void shouldBeThatOfTheMeanDifference() {
        double[] differences = {1, 0, 0, 0, -1, 0, 1, 0};
        double mean = 1 / 8.0;
        double squares = 0;
        for (double one : differences) squares += (one - mean) * (one - mean);
        assertThat(PairedDifference.of(differences).standardError())
                .isCloseTo(Math.sqrt(squares / 7 / 8), within(1e-9));
    }

    @Test
    void shouldBeTheWholeRangeForASingleItem() {
        assertThat(PairedDifference.of(new double[] {.5}).standardError()).isEqualTo(1);
    }
}
