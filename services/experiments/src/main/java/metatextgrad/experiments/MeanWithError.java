package metatextgrad.experiments;

import java.util.List;

/**
 * A mean of independent values.
 *
 * @param error its standard error; 0 for fewer than two values
 */
public record MeanWithError(double mean, double error, int count) {
    /** The half width of a 95 % interval, in standard errors. */
    private static final double HALF_WIDTH = 1.96;

    public static MeanWithError of(List<Double> values) {
        double mean = values.stream().mapToDouble(value -> value).average().orElse(0);
        double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
        int count = values.size();
        return new MeanWithError(
                mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1) / count), count);
    }

    /** True if the mean lies above 0 by more than this many half widths of its interval. */
    boolean isAboveZeroBy(double halfWidths) {
        return count > 1 && mean > halfWidths * HALF_WIDTH * error;
    }
}
