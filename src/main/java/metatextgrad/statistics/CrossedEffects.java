package metatextgrad.statistics;

import java.util.Arrays;

/**
 * The effects of seeds and items on the mean of a table, estimated from the table. Missing values
 * are NaN.
 */
final class CrossedEffects {
    private final double[][] values;
    private final double mean;
    private final int counted;
    private final double[] rows;
    private final double[] columns;

    /** {@code values} has a row per seed and a column per item, at least one of each. */
    CrossedEffects(double[][] values) {
        this.values = values;
        double sum = 0;
        int count = 0;
        for (double[] row : values) {
            for (double value : row) {
                if (Double.isNaN(value)) continue;
                sum += value;
                count++;
            }
        }
        this.counted = count;
        this.mean = sum / count;
        this.rows = new double[values.length];
        this.columns = new double[values[0].length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                double value = values[row][column];
                if (Double.isNaN(value)) continue;
                rows[row] += (value - mean) * rows.length / count;
                columns[column] += (value - mean) * columns.length / count;
            }
        }
        double ofColumns = variance(columns);
        double shrink = ofColumns == 0 ? 0 : Math.sqrt(Math.max(0, 1 - noise() / ofColumns));
        for (int column = 0; column < columns.length; column++) columns[column] *= shrink;
    }

    /** The mean of all values; NaN without values. */
    double mean() {
        return mean;
    }

    /**
     * Returns a number per seed with mean 0. If seeds are drawn again, the mean of the table
     * changes by the mean of the drawn numbers.
     */
    double[] rows() {
        return rows.clone();
    }

    /**
     * As {@link #rows()}, per item. The variances of rows and columns both contain the noise of
     * single values. So the numbers per item are shrunk until it counts once, as in standard errors
     * with two-way clusters (Cameron, Gelbach and Miller 2011).
     */
    double[] columns() {
        return columns.clone();
    }

    /** Returns the variance of the mean, for other seeds and other items. */
    double variance() {
        return variance(rows) + variance(columns);
    }

    /** Returns the degrees of freedom of {@link #variance()} (Satterthwaite 1946). */
    double degrees() {
        double ofRows = variance(rows);
        double ofColumns = variance(columns);
        double parts = share(ofRows, rows.length) + share(ofColumns, columns.length);
        double all = ofRows + ofColumns;
        return parts == 0 ? 1 : all * all / parts;
    }

    /** Returns the variance of the mean of such numbers; 0 for a single one. */
    static double variance(double[] effects) {
        int n = effects.length;
        if (n == 1) return 0;
        double mean = Arrays.stream(effects).sum() / n;
        double squares = 0;
        for (double effect : effects) squares += (effect - mean) * (effect - mean);
        return squares / (n - 1) / n;
    }

    private static double share(double variance, int size) {
        return size == 1 ? 0 : variance * variance / (size - 1);
    }

    /** Returns the part of the variance that is due to single values. */
    private double noise() {
        int free = counted - rows.length - columns.length + 1;
        if (rows.length == 1 || columns.length == 1 || free < 1) return 0;
        double squares = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                double value = values[row][column];
                if (Double.isNaN(value)) continue;
                double rest = value - mean - rows[row] - columns[column];
                squares += rest * rest;
            }
        }
        return squares / free / counted;
    }
}
