package metatextgrad.experiments;

import java.util.List;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * The difference of two methods on the same test items, over seeds and items.
 *
 * @param against the name of the other method
 */
public record MethodComparison(String against, CrossedBootstrap difference) {
    /** Compares two lists with one outcome per seed, in the same order. */
    public static MethodComparison of(
            String against, List<MethodOutcome> first, List<MethodOutcome> second) {
        double[][] differences = values(first);
        double[][] others = values(second);
        for (int seed = 0; seed < differences.length; seed++) {
            for (int item = 0; item < differences[seed].length; item++)
                differences[seed][item] -= others[seed][item];
        }
        return new MethodComparison(against, CrossedBootstrap.of(differences, 0));
    }

    /** Returns the mean test score over seeds and items. */
    public static CrossedBootstrap mean(List<MethodOutcome> outcomes) {
        return CrossedBootstrap.of(values(outcomes), 0);
    }

    /** Returns a row per seed and a column per item; items without a score are NaN. */
    private static double[][] values(List<MethodOutcome> outcomes) {
        return outcomes.stream()
                .map(
                        outcome ->
                                outcome.test().stream()
                                        .map(ItemOutcome::score)
                                        .mapToDouble(one -> one.counts() ? one.value() : Double.NaN)
                                        .toArray())
                .toArray(double[][]::new);
    }

    public boolean better() {
        return difference.low() > 0;
    }

    public boolean worse() {
        return difference.high() < 0;
    }
}
