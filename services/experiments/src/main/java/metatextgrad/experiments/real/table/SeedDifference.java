package metatextgrad.experiments.real.table;

import java.util.List;
import metatextgrad.experiments.real.StudyRow;
import metatextgrad.statistics.CrossedBootstrap;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * The test score of a row minus that of another row, on the same test rows.
 *
 * @param perSeed the difference of each seed, in the order of the seeds
 * @param items the mean with a 95 % interval over items, given these seeds
 * @param crossed the mean with a 95 % interval over seeds and items; null below {@link
 *     CrossedBootstrap#MIN_SEEDS} seeds
 */
public record SeedDifference(
        List<Double> perSeed, PairedDifference items, @Nullable CrossedBootstrap crossed) {
    public SeedDifference {
        perSeed = List.copyOf(perSeed);
    }

    /**
     * Compares seed by seed.
     *
     * @param second the rows to subtract, as many as the first ones; one alone is subtracted from
     *     every seed
     * @return null if there is nothing to compare
     */
    static @Nullable SeedDifference of(List<StudyRow> first, List<StudyRow> second) {
        if (first.isEmpty() || second.isEmpty()) return null;
        int items = first.getFirst().test().length();
        double[][] values = new double[first.size()][items];
        double[] means = new double[items];
        List<Double> perSeed = new java.util.ArrayList<>();
        for (int row = 0; row < first.size(); row++) {
            StudyRow mine = first.get(row);
            StudyRow other = second.size() == 1 ? second.getFirst() : second.get(row);
            perSeed.add(mine.score() - other.score());
            for (int item = 0; item < items; item++) {
                values[row][item] = mine.score(item) - other.score(item);
                means[item] += values[row][item] / first.size();
            }
        }
        return new SeedDifference(
                perSeed,
                PairedDifference.of(means),
                first.size() < CrossedBootstrap.MIN_SEEDS ? null : CrossedBootstrap.of(values, 1));
    }

    /** Returns the mean difference. */
    public double mean() {
        return items.estimate();
    }

    /** Returns in how many seeds the first row is above the second one. */
    public long seedsAbove() {
        return perSeed.stream().filter(one -> one > 0).count();
    }

    /** Whether every seed is above, and the interval over items too. */
    boolean isAboveInEverySeed() {
        return seedsAbove() == perSeed.size() && items.low() > 0;
    }
}
