package metatextgrad.experiments.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import metatextgrad.experiments.expectation.Expectation.Kind;
import metatextgrad.experiments.expectation.ExpectationResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An expectation is met only by enough evidence, and a miss has a reason. */
final class ExpectationTest {
    private static final int ITEMS = 30;

    @ParameterizedTest
    @EnumSource
    void shouldReadWhatItPrints(Kind kind) {
        Expectation one = new Expectation(kind, "restarts");
        assertThat(Expectation.parse(one.toString())).isEqualTo(one);
        assertThat(new Expectation(Kind.CONTAINS_0, "tgd")).hasToString("contains-0:tgd");
    }

    @Test
    void shouldRefuseAnUnknownKind() {
        assertThatThrownBy(() -> Expectation.parse("over:restarts"))
                .hasMessage(
                        "an expectation is KIND:METHOD, such as above:restarts, not `over:restarts`. Known kinds: above, contains-0, not-below, does-not-fall");
        assertThatThrownBy(() -> Expectation.parse("above")).hasMessageContaining("not `above`");
    }

    @Test
    void shouldBeAboveWithEightSeeds() {
        assertThat(result(Kind.ABOVE, table(8, .05)).outcome()).isEqualTo(Outcome.MET);
        assertMissed(result(Kind.ABOVE, table(8, 0)), "the interval does not lie above 0");
        ExpectationResult few = result(Kind.ABOVE, table(7, .05));
        assertThat(few.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(few.reason()).isEqualTo("7 seeds, 8 are needed");
    }

    @Test
    void shouldContainZeroOnlyInANarrowInterval() {
        assertThat(result(Kind.CONTAINS_0, table(40, 0)).outcome()).isEqualTo(Outcome.MET);
        assertThat(result(Kind.CONTAINS_0, table(20, 0)).reason())
                .isEqualTo("20 seeds, 40 are needed");
        assertThat(result(Kind.CONTAINS_0, table(20, .05)).reason())
                .startsWith("the corrected interval [+0.0")
                .endsWith("] does not contain 0");
        assertThat(result(Kind.CONTAINS_0, wide(40)).reason())
                .matches("the interval is 0\\.\\d{3} wide, at most 0\\.050 is allowed");
    }

    /** The more rows are expected to contain 0, the more of them miss it by chance. */
    @Test
    void shouldCorrectForTheNumberOfRows() {
        double[][] values = table(40, 0);
        double[][] shifted = shifted(values, 1.15);
        Expectation expected = new Expectation(Kind.CONTAINS_0, "x");
        assertThat(ExpectationResult.of("s", expected, shifted, 1).outcome())
                .isEqualTo(Outcome.MISSED);
        assertThat(ExpectationResult.of("s", expected, shifted, 10).outcome())
                .isEqualTo(Outcome.MET);
    }

    @Test
    void shouldNotBeBelow() {
        assertThat(result(Kind.NOT_BELOW, table(40, -.005)).outcome()).isEqualTo(Outcome.MET);
        assertThat(result(Kind.NOT_BELOW, table(40, -.05)).reason())
                .startsWith("the lower end is -0.0")
                .endsWith(", at least -0.030 is expected");
        assertThat(result(Kind.NOT_BELOW, table(20, 0)).outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(result(Kind.NOT_BELOW, table(20, -.1)).outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void shouldFitALineOverTheDoses() {
        TreeMap<Double, double[][]> curve = new TreeMap<>();
        curve.put(0.0, new double[][] {{.1, 0}});
        curve.put(.5, new double[][] {{.2, 0}});
        curve.put(1.0, new double[][] {{.3, -.4}});
        double[][] slopes = Expectations.slopes(curve);
        assertThat(slopes[0][0]).isCloseTo(.2, within(1e-12));
        assertThat(slopes[0][1]).isCloseTo(-.4, within(1e-12));
    }

    @Test
    void shouldReportARowForEachStudyAndOneForAllDoses() {
        Expectations expectations =
                new Expectations(
                        List.of(
                                Expectation.parse("contains-0:restarts"),
                                Expectation.parse("does-not-fall:restarts")));
        expectations.add("w at 0", "w", 0.0, method -> table(40, 0));
        expectations.add("w at 1", "w", 1.0, method -> table(40, .05));
        assertThat(expectations.results())
                .extracting(ExpectationResult::study, ExpectationResult::outcome)
                .containsExactly(
                        tuple("w at 0", Outcome.MET),
                        tuple("w at 1", Outcome.MISSED),
                        tuple("w", Outcome.MET));
    }

    private static void assertMissed(ExpectationResult result, String reason) {
        assertThat(result.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(result.reason()).isEqualTo(reason);
    }

    private static ExpectationResult result(Kind kind, double[][] values) {
        return ExpectationResult.of("s", new Expectation(kind, "x"), values, 1);
    }

    /** Values with exactly this mean. */
    private static double[][] table(int seeds, double mean) {
        return moved(noise(seeds, .05), mean);
    }

    private static double[][] wide(int seeds) {
        return moved(noise(seeds, .5), 0);
    }

    /** Moves the table so that its mean is this many half widths of its interval. */
    private static double[][] shifted(double[][] values, double halfWidths) {
        ExpectationResult at = result(Kind.ABOVE, values);
        return moved(values, halfWidths * (at.measured().high() - at.measured().low()) / 2);
    }

    private static double[][] moved(double[][] values, double mean) {
        double sum = 0;
        for (double[] row : values) for (double value : row) sum += value;
        double[][] moved = new double[values.length][ITEMS];
        for (int row = 0; row < values.length; row++) {
            for (int item = 0; item < ITEMS; item++)
                moved[row][item] = values[row][item] + mean - sum / values.length / ITEMS;
        }
        return moved;
    }

    private static double[][] noise(int seeds, double size) {
        SplittableRandom random = new SplittableRandom(seeds);
        double[][] values = new double[seeds][ITEMS];
        for (double[] row : values) {
            double ofSeed = size / 5 * random.nextGaussian();
            for (int item = 0; item < ITEMS; item++)
                row[item] = ofSeed + size * random.nextGaussian();
        }
        return values;
    }
}
