package metatextgrad.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CrossedBootstrapTest {
    private static final int SEEDS = 12;
    private static final int ITEMS = 40;

    @Test
    void shouldReturnAPointForConstantValues() {
        double[][] table = new double[3][5];
        for (double[] row : table) Arrays.fill(row, .25);
        assertThat(CrossedBootstrap.of(table, 0))
                .isEqualTo(new CrossedBootstrap(.25, .25, .25, 3, 5));
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
        double[][] table = table(new SplittableRandom(1), .3, .3);
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
        assertThat(of.high() - of.low()).isCloseTo(2 * 1.96 * error, within(.1));
    }

    @Test
    void shouldHaveAboutTheStatedCoverage() {
        SplittableRandom random = new SplittableRandom(3);
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            CrossedBootstrap of = CrossedBootstrap.of(table(random, .3, .3), i);
            if (of.low() <= 0 && of.high() >= 0) covered++;
        }
        assertThat(covered).isBetween(176, 199);
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
