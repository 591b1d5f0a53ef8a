package metatextgrad.statistics;

import java.util.Arrays;

/**
 * A mean over seeds and items with a 95 % interval that holds for other seeds <em>and</em> other
 * items. Both are resampled with replacement, independently of each other; the interval is that of
 * the means (percentiles). So items that two methods share across seeds do not count as new
 * evidence. Deterministic: the draws depend only on the given seed.
 *
 * @param estimate the mean of all values
 * @param seeds the number of rows
 * @param items the number of columns
 */
public record CrossedBootstrap(double estimate, double low, double high, int seeds, int items) {
    private static final int DRAWS = 2_000;
    private static final double TAIL = .025;

    /**
     * Returns the mean and interval of a table with a row per seed and a column per item; NaN if an
     * item has no value. With one row, only the items are resampled. Without any value, the
     * interval is the whole range.
     */
    public static CrossedBootstrap of(double[][] values, long seed) {
        int rows = values.length;
        int columns = rows == 0 ? 0 : values[0].length;
        double estimate = mean(values, ones(rows), ones(columns));
        if (Double.isNaN(estimate)) return new CrossedBootstrap(0, -1, 1, rows, columns);
        Seeds random = Seeds.of("bootstrap", seed);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double mean = mean(values, drawn(rows, random), drawn(columns, random));
            means[draw] = Double.isNaN(mean) ? estimate : mean;
        }
        Arrays.sort(means);
        return new CrossedBootstrap(
                estimate, quantile(means, TAIL), quantile(means, 1 - TAIL), rows, columns);
    }

    private static int[] ones(int size) {
        int[] ones = new int[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Resamples n elements with replacement and returns the count of each. */
    private static int[] drawn(int size, Seeds random) {
        if (size == 1) return ones(1);
        int[] weights = new int[size];
        for (int i = 0; i < size; i++) weights[random.below(size)]++;
        return weights;
    }

    private static double mean(double[][] values, int[] ofRow, int[] ofColumn) {
        double sum = 0;
        long weight = 0;
        for (int row = 0; row < ofRow.length; row++) {
            if (ofRow[row] == 0) continue;
            double inRow = 0;
            long there = 0;
            for (int column = 0; column < ofColumn.length; column++) {
                double value = values[row][column];
                if (Double.isNaN(value)) continue;
                inRow += ofColumn[column] * value;
                there += ofColumn[column];
            }
            sum += ofRow[row] * inRow;
            weight += ofRow[row] * there;
        }
        return weight == 0 ? Double.NaN : sum / weight;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
