package metatextgrad.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CrossedBootstrapTest {
    private static final int SEEDS = 12;
    private static final int ITEMS = 40;
    private static final double STUDENT_11 = 2.200985;

    @Test
    void shouldSayNothingOfConstantValuesUnlessManyAreZero() {
        double[][] table = new double[8][5];
        for (double[] row : table) Arrays.fill(row, .25);
        assertThat(CrossedBootstrap.of(table, 0)).isEqualTo(new CrossedBootstrap(.25, -1, 1, 8, 5));
        assertThat(CrossedBootstrap.of(new double[7][5], 0))
                .isEqualTo(new CrossedBootstrap(0, -1, 1, 7, 5));
        assertThat(CrossedBootstrap.of(new double[8][5], 0))
                .isEqualTo(new CrossedBootstrap(0, 0, 0, 8, 5));
    }

    /** Most draws have no seed that differs, so they have no variance. */
    @Test
    void shouldLeaveAnEndOpenThatFewDifferentSeedsDoNotShow() {
        double[][] table = new double[8][1];
        table[0][0] = -.01;
        table[1][0] = .001;
        CrossedBootstrap of = CrossedBootstrap.of(table, 0);
        assertThat(of.low()).isEqualTo(-1);
        assertThat(of.high()).isBetween(0.0, .01);
    }

    @Test
    void shouldOmitMissingValues() {
        CrossedBootstrap of =
                CrossedBootstrap.of(new double[][] {{1, Double.NaN}, {Double.NaN, 0}}, 0);
        assertThat(of.estimate()).isEqualTo(.5);
        assertThat(CrossedBootstrap.of(new double[][] {{Double.NaN}}, 0))
                .isEqualTo(new CrossedBootstrap(0, -1, 1, 1, 1));
        assertThat(CrossedBootstrap.of(new double[0][], 0))
                .isEqualTo(new CrossedBootstrap(0, -1, 1, 0, 0));
    }

    @Test
    void shouldDependOnTheSeedAlone() {
        double[][] table = skewed();
        assertThat(CrossedBootstrap.of(table, 7)).isEqualTo(CrossedBootstrap.of(table, 7));
        assertThat(CrossedBootstrap.of(table, 7)).isNotEqualTo(CrossedBootstrap.of(table, 8));
    }

    /** Twelve seeds that differ much are twelve pieces of evidence, for any number of items. */
    @Test
    void shouldNotCountItemsAsSeeds() {
        double[][] table = table(new SplittableRandom(2), .5, 0);
        double spread = Arrays.stream(table).mapToDouble(row -> row[0]).map(v -> v * v).sum();
        double error = Math.sqrt(spread / SEEDS / SEEDS);
        CrossedBootstrap of = CrossedBootstrap.of(table, 0);
        double student = 2 * STUDENT_11 * error;
        assertThat(of.high() - of.low()).isBetween(.95 * student, 1.5 * student);
    }

    /** Mean .1, standard error .1 / sqrt(3), t(2) = 4.302653. */
    @Test
    void shouldBeStudentsIntervalForFewSeeds() {
        CrossedBootstrap of = CrossedBootstrap.of(new double[][] {{0}, {.1}, {.2}}, 0);
        assertThat(of.estimate()).isEqualTo(.1, within(1e-12));
        assertThat(of.low()).isEqualTo(.1 - 4.302653 * .1 / Math.sqrt(3), within(1e-6));
        assertThat(of.high()).isEqualTo(.1 + 4.302653 * .1 / Math.sqrt(3), within(1e-6));
    }

    @Test
    void shouldStayWithinTheRangeOfScores() {
        CrossedBootstrap of = CrossedBootstrap.of(new double[][] {{-1}, {1}}, 0);
        assertThat(of).isEqualTo(new CrossedBootstrap(0, -1, 1, 2, 1));
    }

    @Test
    void shouldBeWiderIfItMustMissLessOften() {
        double[][] table = table(new SplittableRandom(4), .3, .3);
        CrossedBootstrap usual = CrossedBootstrap.of(table, 0);
        CrossedBootstrap corrected = CrossedBootstrap.of(table, 0, .05 / 3);
        assertThat(corrected.estimate()).isEqualTo(usual.estimate());
        assertThat(corrected.high() - corrected.low())
                .isGreaterThan(1.1 * (usual.high() - usual.low()));
    }

    /** One seed of twelve is very good, so the truth may be far above the others. */
    @Test
    void shouldReachFurtherOnTheSkewedSide() {
        CrossedBootstrap of = CrossedBootstrap.of(skewed(), 0);
        assertThat(of.high() - of.estimate()).isGreaterThan(2 * (of.estimate() - of.low()));
    }

    private static double[][] skewed() {
        double[][] table = new double[SEEDS][1];
        for (int seed = 0; seed < SEEDS; seed++) table[seed][0] = .001 * seed;
        table[SEEDS - 1][0] = .2;
        return table;
    }

    /** Effects of seeds and items around zero, with noise in each cell. */
    private static double[][] table(SplittableRandom random, double ofSeed, double ofItem) {
        double[] items = new double[ITEMS];
        for (int i = 0; i < ITEMS; i++) items[i] = ofItem * random.nextGaussian();
        double[][] table = new double[SEEDS][ITEMS];
        for (double[] row : table) {
            double seed = ofSeed * random.nextGaussian();
            for (int i = 0; i < ITEMS; i++)
                row[i] = seed + items[i] + (ofItem > 0 ? .3 * random.nextGaussian() : 0);
        }
        return table;
    }
}
