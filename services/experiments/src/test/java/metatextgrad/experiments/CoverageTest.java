package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The intervals of experiments contain the truth about as often as they should. */
final class CoverageTest {
    private static final int STUDIES = 400;

    @ParameterizedTest
    @EnumSource
    void shouldContainTheTruthInAboutNineteenOfTwentyStudies(Coverage.Null without) {
        for (int seeds : new int[] {8, 20, 50}) {
            Coverage coverage = Coverage.of(without, seeds, STUDIES);
            assertThat(coverage.coverage()).as("%s, %d seeds", without, seeds).isBetween(.93, .985);
            assertThat(coverage.coverage() + coverage.above() + coverage.below())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheSameNumbersAgain(Coverage.Null without) {
        assertThat(Coverage.of(without, 8, 50)).isEqualTo(Coverage.of(without, 8, 50));
    }
}
