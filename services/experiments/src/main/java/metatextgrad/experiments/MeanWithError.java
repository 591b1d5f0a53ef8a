package metatextgrad.experiments;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A mean of independent values.
 *
 * @param error its standard error; 0 for fewer than two values
 */
public record MeanWithError(double mean, double error, int count) {
    /** The probability beyond each end of a 95 % interval. */
    private static final double BEYOND = .025;

    public static MeanWithError of(List<Double> values) {
        double mean = values.stream().mapToDouble(value -> value).average().orElse(0);
        double squares = values.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
        int count = values.size();
        return new MeanWithError(
                mean, count < 2 ? 0 : Math.sqrt(squares / (count - 1) / count), count);
    }

    /**
     * True if the mean lies above 0 by more than this many half widths of its 95 % interval. That
     * is Student's: a few values give a wide one.
     */
    boolean isAboveZeroBy(double halfWidths) {
        if (count < 2) return false;
        double half = TDistribution.of(count - 1).inverseSurvivalProbability(BEYOND) * error;
        return mean > halfWidths * half;
    }
}
