package metatextgrad.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The detector of drops. How long it runs is measured by {@code mtg experiment drift}. */
final class DriftDetectorTest {
    @Test
    void shouldTakeTheLowerEndOfTheIntervalAsBaseline() {
        assertThat(begun(.8, 2_000).baseline())
                .isEqualTo(Interval.wilson(.8, 2_000).low())
                .isEqualTo(.782, within(.001));
        assertThat(DriftDetector.after(0, 2_000)).isNull();
    }

    @Test
    void shouldBeginABetAtEachScore() {
        DriftDetector twice = new DriftDetector(.5, 0, List.of(0.0, 0.0, 0.0)).with(0).with(1);
        assertThat(twice.scored()).isEqualTo(2);
        // A wrong answer wins the stake, a right one loses it: (0 + 1)(1 + s), then (that + 1)(1 -
        // s).
        assertThat(twice.wealth().get(2)).isEqualTo((1.2 + 1) * .8, within(1e-12));
    }

    @Test
    void shouldAlarmAfterEnoughWrongAnswersInARowOnly() {
        DriftDetector wrong = begun(.8, 2_000);
        while (!wrong.alarm()) wrong = wrong.with(0);
        assertThat(wrong.scored()).isEqualTo(19);
        DriftDetector right = begun(.8, 2_000);
        for (int i = 0; i < 100_000; i++) right = right.with(i % 5 == 0 ? 0 : 1);
        assertThat(right.alarm()).isFalse();
    }

    private static DriftDetector begun(double mean, int scores) {
        return requireNonNull(DriftDetector.after(mean, scores));
    }
}
