package metatextgrad.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.model.Score;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean difference of the scores of two programs on the same items, with a 95 % interval.
 *
 * <p>The interval is Student's on the differences. Pairing gives it power: items that both programs
 * get right, or wrong, add no noise. It is valid for any scores in [0, 1] and needs no seed. A test
 * measures its coverage for 100 items with 20 discordant ones.
 *
 * @param estimate mean of the first minus mean of the second
 * @param items the number of items with both scores
 */
public record PairedDifference(double estimate, double low, double high, int items) {
    /** Differences so close to each other differ by rounding alone. */
    private static final double ROUNDING = 1e-12;

    /**
     * Compares item by item, and omits items without both scores. With one item, the interval is
     * the whole range.
     *
     * @throws IllegalArgumentException if the lists do not have the same items
     */
    public static PairedDifference of(List<Score> first, List<Score> second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "%s scores cannot be paired with %s".formatted(first.size(), second.size()));
        }
        double[] differences =
                IntStream.range(0, first.size())
                        .filter(i -> first.get(i).counts() && second.get(i).counts())
                        .mapToDouble(i -> first.get(i).value() - second.get(i).value())
                        .toArray();
        return of(differences);
    }

    /** Returns the mean of these differences with its interval. */
    public static PairedDifference of(double[] differences) {
        int n = differences.length;
        if (n == 0) return new PairedDifference(0, -1, 1, 0);
        if (n == 1) return new PairedDifference(differences[0], -1, 1, 1);
        if (areEqual(differences)) return alike(differences[0], n);
        double mean = 0;
        for (double difference : differences) mean += difference / n;
        double squares = 0;
        for (double difference : differences) squares += (difference - mean) * (difference - mean);
        double error = Math.sqrt(squares / (n - 1) / n);
        double half = TDistribution.of(n - 1).inverseSurvivalProbability(.025) * error;
        return new PairedDifference(mean, Math.max(-1, mean - half), Math.min(1, mean + half), n);
    }

    /** Returns the standard error of the estimate, from the width of its interval. */
    public double standardError() {
        return items < 2
                ? 1
                : (high - low) / 2 / TDistribution.of(items - 1).inverseSurvivalProbability(.025);
    }

    private static boolean areEqual(double[] differences) {
        return Arrays.stream(differences)
                .allMatch(difference -> Math.abs(difference - differences[0]) <= ROUNDING);
    }

    /**
     * Equal differences do not show how far others may be. If a share of the items above 1 -
     * .025^(1/n) had another one, these would be all alike with a probability below .025. The
     * others are -1 or 1 at worst.
     */
    private static PairedDifference alike(double difference, int n) {
        double others = 1 - Math.pow(.025, 1.0 / n);
        return new PairedDifference(
                difference,
                difference - others * (1 + difference),
                difference + others * (1 - difference),
                n);
    }
}
