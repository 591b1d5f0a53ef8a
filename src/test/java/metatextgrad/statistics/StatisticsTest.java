package metatextgrad.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    @Test
    void shouldUseTheNormalPointOfTheDistribution() {
        double point = NormalDistribution.of(0, 1).inverseCumulativeProbability(.975);
        assertThat(Interval.Z).isEqualTo(point, within(1e-15));
    }

    /** Values of Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29. */
    @Test
    void shouldAgreeWithPublishedWilsonIntervals() {
        assertInterval(Interval.wilson(81 / 263.0, 263), .2553, .3662);
        assertInterval(Interval.wilson(15 / 148.0, 148), .0624, .1605);
        assertInterval(Interval.wilson(0, 20), 0, .1611);
        assertInterval(Interval.wilson(1 / 29.0, 29), .0061, .1718);
        assertInterval(Interval.wilson(0, 0), 0, 1);
        assertInterval(Interval.wilson(1, 20), .8389, 1);
    }

    /** Values of Newcombe 1998b, table II, method 10: 56 of 70 against 48 of 80. */
    @Test
    void shouldAgreeWithPublishedIntervalsOfIndependentSamples() {
        IndependentDifference difference = IndependentDifference.of(stats(56, 70), stats(48, 80));
        assertThat(difference.estimate()).isEqualTo(.2, within(1e-12));
        assertThat(difference.low()).isEqualTo(.0524, within(1e-4));
        assertThat(difference.high()).isEqualTo(.3339, within(1e-4));
        assertThat(IndependentDifference.of(ScoreStats.EMPTY, stats(1, 2)))
                .isEqualTo(new IndependentDifference(0, -1, 1));
    }

    private static ScoreStats stats(int correct, int n) {
        List<Score> scores = new ArrayList<>(Collections.nCopies(correct, Score.CORRECT));
        scores.addAll(Collections.nCopies(n - correct, Score.WRONG));
        return ScoreAggregation.of(scores);
    }

    @Test
    void shouldOmitItemsWithoutScoreFromTheMean() {
        ScoreStats stats =
                ScoreAggregation.of(
                        List.of(
                                Score.CORRECT,
                                Score.WRONG,
                                Score.UNPARSEABLE,
                                Score.CORRECT,
                                Score.INFRASTRUCTURE));
        assertThat(stats.mean()).isEqualTo(.5);
        assertThat(stats.scored()).isEqualTo(4);
        assertThat(stats.items()).isEqualTo(5);
        assertInterval(new Interval(stats.low(), stats.high()), .1500, .8500);
    }

    @Test
    void shouldCountNothingAsTheEmptyTally() {
        assertThat(ScoreAggregation.of(List.of())).isEqualTo(ScoreStats.EMPTY);
    }

    @Test
    void shouldSayLittleOfEqualDifferencesOnFewItems() {
        List<Score> scores = List.of(Score.CORRECT, Score.WRONG, Score.UNPARSEABLE);
        PairedDifference ties = PairedDifference.of(scores, scores);
        assertThat(ties.estimate()).isZero();
        // Of three items that differ with a probability of .7076, all are ties with one of .025.
        assertInterval(new Interval(ties.low(), ties.high()), -.7076, .7076);
        assertThat(PairedDifference.of(List.of(Score.CORRECT), List.of(Score.CORRECT)))
                .isEqualTo(new PairedDifference(0, -1, 1, 1));
        double[] hundred = new double[100];
        PairedDifference many = PairedDifference.of(hundred);
        assertInterval(new Interval(many.low(), many.high()), -.0362, .0362);
        Arrays.fill(hundred, 1);
        PairedDifference better = PairedDifference.of(hundred);
        assertInterval(new Interval(better.low(), better.high()), .9276, 1);
        assertThat(better.estimate()).isEqualTo(1);
    }

    /** The mean of equal differences may be rounded. Their interval is that of equal ones. */
    @Test
    void shouldTakeDifferencesThatDifferByRoundingAsEqual() {
        double[] thirds = new double[12];
        Arrays.fill(thirds, 1 / 3.0);
        PairedDifference equal = PairedDifference.of(thirds);
        assertInterval(new Interval(equal.low(), equal.high()), -.0195, .5098);
        thirds[11] = 1 - 2 / 3.0;
        assertThat(PairedDifference.of(thirds)).isEqualTo(equal);
    }

    @Test
    void shouldPairOnlyItemsThatBothHaveScoresFor() {
        List<Score> first =
                List.of(Score.CORRECT, Score.CORRECT, Score.WRONG, Score.INFRASTRUCTURE);
        List<Score> second = List.of(Score.WRONG, Score.INFRASTRUCTURE, Score.WRONG, Score.CORRECT);
        PairedDifference difference = PairedDifference.of(first, second);
        assertThat(difference).isEqualTo(new PairedDifference(.5, -1, 1, 2));
    }

    @Test
    void shouldReturnTheWholeRangeForTooFewDifferences() {
        assertThat(PairedDifference.of(List.of(), List.of()))
                .isEqualTo(new PairedDifference(0, -1, 1, 0));
        assertThat(PairedDifference.of(List.of(Score.CORRECT), List.of(Score.WRONG)))
                .isEqualTo(new PairedDifference(1, -1, 1, 1));
    }

    /** Computed by hand: 8 better, 2 worse, 10 ties; mean .3, s = .656947, t(19) = 2.093024. */
    @Test
    void shouldBeStudentsInterval() {
        List<Score> first = new ArrayList<>(Collections.nCopies(8, Score.CORRECT));
        List<Score> second = new ArrayList<>(Collections.nCopies(8, Score.WRONG));
        first.addAll(Collections.nCopies(2, Score.WRONG));
        second.addAll(Collections.nCopies(2, Score.CORRECT));
        first.addAll(Collections.nCopies(10, Score.CORRECT));
        second.addAll(Collections.nCopies(10, Score.CORRECT));
        PairedDifference difference = PairedDifference.of(first, second);
        assertThat(difference.estimate()).isEqualTo(.3, within(1e-12));
        assertThat(difference.low())
                .isEqualTo(.3 - 2.093024 * .656947 / Math.sqrt(20), within(1e-5));
        assertThat(difference.high())
                .isEqualTo(.3 + 2.093024 * .656947 / Math.sqrt(20), within(1e-5));
    }

    @Test
    void shouldRefuseListsOfDifferentItems() {
        assertThatThrownBy(() -> PairedDifference.of(List.of(Score.CORRECT), List.of()))
                .hasMessage("1 scores cannot be paired with 0");
    }

    /**
     * Draws 4,000 samples of 100 items, of which 15 % get better and 5 % worse: the true value is
     * .1.
     */
    @Test
    void shouldHaveTheStatedCoverage() {
        Seeds seeds = Seeds.of("coverage", 7);
        int covered = 0;
        for (int sample = 0; sample < 4000; sample++) {
            List<Score> first = new ArrayList<>();
            List<Score> second = new ArrayList<>();
            for (int item = 0; item < 100; item++) {
                int draw = seeds.below(100);
                first.add(draw < 15 ? Score.CORRECT : Score.WRONG);
                second.add(draw >= 15 && draw < 20 ? Score.CORRECT : Score.WRONG);
            }
            PairedDifference difference = PairedDifference.of(first, second);
            if (difference.low() <= .1 && .1 <= difference.high()) covered++;
        }
        assertThat(covered / 4000.0).isBetween(.935, .965);
    }

    private static void assertInterval(Interval interval, double low, double high) {
        assertThat(interval.low()).isEqualTo(low, within(1e-4));
        assertThat(interval.high()).isEqualTo(high, within(1e-4));
    }
}
