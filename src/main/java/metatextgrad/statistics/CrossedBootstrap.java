package metatextgrad.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean over seeds and items with an interval that holds for other seeds <em>and</em> other items.
 * So items that two methods share across seeds do not count as new evidence.
 *
 * <p>The interval is the union of Student's interval and a studentized bootstrap (Hall 1992,
 * chapter 3). Each draw resamples seeds and items with replacement, independently of each other,
 * and divides the change of the mean by its standard error in the draw. So the interval is wider
 * with few seeds, and follows their skewness. {@code mtg experiment coverage} measures how often it
 * contains the truth. Below {@link #MIN_SEEDS} seeds there are too few different draws, and the
 * interval is Student's. Deterministic: the draws depend only on the given seed.
 *
 * @param estimate the mean of all values
 * @param low lower end, at least -1
 * @param high upper end, at most 1
 * @param seeds the number of rows
 * @param items the number of columns
 */
public record CrossedBootstrap(double estimate, double low, double high, int seeds, int items) {
    /** The fewest seeds that support a verdict. */
    public static final int MIN_SEEDS = 8;

    /** How often a 95 % interval misses the truth. */
    public static final double MISSES = .05;

    /** The number of draws beyond each end of the interval. */
    private static final int BEYOND = 50;

    /** Returns the mean with its 95 % interval; scores and their differences are in [-1, 1]. */
    public static CrossedBootstrap of(double[][] values, long seed) {
        return of(values, seed, MISSES);
    }

    /**
     * Returns the mean and interval of a table with a row per seed and a column per item; NaN if an
     * item has no value. With one row, only the items are resampled. Without any value, the
     * interval is the whole range. So it is if all values are the same, unless they are 0 in {@link
     * #MIN_SEEDS} seeds or more.
     *
     * @param misses the probability that the interval misses the truth, in (0, 1)
     */
    public static CrossedBootstrap of(double[][] values, long seed, double misses) {
        int rows = values.length;
        int columns = rows == 0 ? 0 : values[0].length;
        if (columns == 0) return new CrossedBootstrap(0, -1, 1, rows, columns);
        CrossedEffects effects = new CrossedEffects(values);
        double mean = effects.mean();
        if (Double.isNaN(mean)) return new CrossedBootstrap(0, -1, 1, rows, columns);
        double error = Math.sqrt(effects.variance());
        if (error == 0) {
            boolean same = mean == 0 && rows >= MIN_SEEDS;
            return new CrossedBootstrap(mean, same ? 0 : -1, same ? 0 : 1, rows, columns);
        }
        double above = TDistribution.of(effects.degrees()).inverseSurvivalProbability(misses / 2);
        double below = above;
        if (rows >= MIN_SEEDS) {
            double[] drawn = drawn(effects, misses, Seeds.of("bootstrap", seed));
            below = Math.max(below, quantile(drawn, 1 - misses / 2));
            above = Math.max(above, -quantile(drawn, misses / 2));
        }
        return new CrossedBootstrap(
                mean,
                Math.max(-1, mean - below * error),
                Math.min(1, mean + above * error),
                rows,
                columns);
    }

    /** Returns the studentized changes of the mean, sorted. */
    private static double[] drawn(CrossedEffects effects, double misses, Seeds random) {
        double[] rows = effects.rows();
        double[] columns = effects.columns();
        double[] drawn = new double[(int) Math.ceil(2 * BEYOND / misses)];
        for (int i = 0; i < drawn.length; i++) {
            Draw ofRows = Draw.of(rows, random);
            Draw ofColumns = Draw.of(columns, random);
            double change = ofRows.mean + ofColumns.mean;
            drawn[i] = change == 0 ? 0 : change / Math.sqrt(ofRows.variance + ofColumns.variance);
        }
        Arrays.sort(drawn);
        return drawn;
    }

    /**
     * Effects drawn with replacement.
     *
     * @param variance the variance of their mean
     */
    private record Draw(double mean, double variance) {
        static Draw of(double[] effects, Seeds random) {
            int n = effects.length;
            if (n == 1) return new Draw(0, 0);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double effect = effects[random.below(n)];
                sum += effect;
                squares += effect * effect;
            }
            double mean = sum / n;
            return new Draw(mean, Math.max(0, squares - n * mean * mean) / (n - 1) / n);
        }
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        // Both may be infinite: a draw of equal rows has no variance.
        if (sorted[below] == sorted[above]) return sorted[below];
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
