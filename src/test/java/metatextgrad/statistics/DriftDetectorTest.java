package metatextgrad.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import metatextgrad.statistics.DriftDetector.Scores;
import org.junit.jupiter.api.Test;

/** The detector of drops. How long it runs is measured by {@code mtg experiment drift}. */
final class DriftDetectorTest {
    @Test
    void shouldTakeTheLowerEndOfTheIntervalAsBaseline() {
        DriftDetector full = steady(10_000);
        assertThat(full.before().number()).isBetween(1_900, DriftDetector.BASELINE);
        assertThat(full.before().mean()).isEqualTo(.8, within(.005));
        assertThat(full.baseline())
                .isEqualTo(Interval.wilson(full.before().mean(), full.before().number(), 3).low())
                .isEqualTo(.772, within(.005));
    }

    @Test
    void shouldBeginABetAtEachScore() {
        DriftDetector begun =
                new DriftDetector(
                        new Scores(2_000, 1_600), new Scores(0, 0), 1, List.of(0.0, 0.0, 0.0, 0.0));
        double baseline = begun.baseline();
        double stake = .2 / (1 - baseline);
        DriftDetector twice = begun.with(0).with(1);
        // A wrong answer wins, a right one loses: each bet counts from its own start.
        assertThat(twice.wealth().get(3))
                .isEqualTo(
                        (1 + stake * baseline + 1) * (1 - stake * (1 - baseline)), within(1e-12));
    }

    @Test
    void shouldBetOnNothingBeforeEnoughScores() {
        DriftDetector few = steady(DriftDetector.LEAST);
        assertThat(few.wealth()).containsOnly(0.0);
        assertThat(few.before()).isEqualTo(new Scores(200, 160));
        assertThat(few.with(0).wealth()).doesNotContain(0.0);
    }

    @Test
    void shouldAlarmAfterEnoughWrongAnswersInARowOnly() {
        assertThat(steady(100_000).alarm()).isFalse();
        DriftDetector wrong = steady(10_000);
        while (!wrong.alarm()) wrong = wrong.with(0);
        assertThat(wrong.after().number()).isBetween(15, 25);
        assertThat(wrong.after().sum()).isZero();
    }

    /** Scores after a drop are kept apart from those before, also while the baseline grows. */
    @Test
    void shouldStateTheMeansBeforeAndAfterADrop() {
        DriftDetector dropped = steady(1_000);
        for (int i = 0; !dropped.alarm(); i++) dropped = dropped.with(i % 2);
        assertThat(dropped.before().mean()).isEqualTo(.8, within(.01));
        assertThat(dropped.after().mean()).isEqualTo(.5, within(.03));
    }

    @Test
    void shouldNeverAlarmIfNothingIsLower() {
        DriftDetector wrong = DriftDetector.begun();
        for (int i = 0; i < 10_000; i++) wrong = wrong.with(0);
        assertThat(wrong.alarm()).isFalse();
        assertThat(wrong.before()).isEqualTo(new Scores(2_000, 0));
    }

    private static DriftDetector steady(int scores) {
        DriftDetector detector = DriftDetector.begun();
        for (int i = 0; i < scores; i++) detector = detector.with(i % 5 == 0 ? 0 : 1);
        return detector;
    }
}
