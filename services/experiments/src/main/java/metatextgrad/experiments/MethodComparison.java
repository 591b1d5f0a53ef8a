package metatextgrad.experiments;

import java.util.List;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * The difference of two methods on the same test items, over seeds and items.
 *
 * @param against the name of the other method
 */
public record MethodComparison(String against, Basis basis, CrossedBootstrap difference) {
    /** What the other method may use. */
    public enum Basis {
        /** One run of a base optimizer, with far fewer calls: the comparison of the paper. */
        ONE_RUN,
        /** The same number of calls, or the same dollars. */
        SAME_CALLS,
        /** Neither: a part of the method, or a program without a search. */
        OTHER;

        static Basis of(Method.Kind kind) {
            return switch (kind) {
                case INNER -> ONE_RUN;
                case RESTARTS, RESTARTS_BY_DOLLARS, PLACEBO, RANDOM_STRUCTURE -> SAME_CALLS;
                case ZERO_SHOT,
                        K_SHOT,
                        SELF_CONSISTENCY,
                        BEST_OF_N,
                        META_PROMPT,
                        STRUCTURE,
                        METATEXTGRAD,
                        PAPER_SEARCH,
                        PARETO ->
                        OTHER;
            };
        }
    }

    /** Compares two lists with one outcome per seed, in the same order. */
    public static MethodComparison of(
            String against, Basis basis, List<MethodOutcome> first, List<MethodOutcome> second) {
        return new MethodComparison(
                against, basis, CrossedBootstrap.of(differences(first, second), 0));
    }

    /** Returns first minus second, with a row per seed and a column per item. */
    static double[][] differences(List<MethodOutcome> first, List<MethodOutcome> second) {
        double[][] differences = values(first);
        double[][] others = values(second);
        for (int seed = 0; seed < differences.length; seed++) {
            for (int item = 0; item < differences[seed].length; item++)
                differences[seed][item] -= others[seed][item];
        }
        return differences;
    }

    /** Returns the mean test score over seeds and items, with an interval within [0, 1]. */
    public static CrossedBootstrap mean(List<MethodOutcome> outcomes) {
        CrossedBootstrap mean = CrossedBootstrap.of(values(outcomes), 0);
        return new CrossedBootstrap(
                mean.estimate(), Math.max(0, mean.low()), mean.high(), mean.seeds(), mean.items());
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

    /** Whether the difference is shown to be above 0. */
    public boolean better() {
        return enoughSeeds() && difference.low() > 0;
    }

    /** Whether the difference is shown to be below 0. */
    public boolean worse() {
        return enoughSeeds() && difference.high() < 0;
    }

    /** Whether there are enough seeds for a verdict. */
    public boolean enoughSeeds() {
        return difference.seeds() >= CrossedBootstrap.MIN_SEEDS;
    }
}
