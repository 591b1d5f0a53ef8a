package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ContentHash;
import metatextgrad.model.OptimizerSpec;

/**
 * Learns an optimizer on some task sets, and uses it on others with one trial each. Restarts of the
 * base optimizer on the new sets get the calls of both together. So the experiment shows whether
 * learning once is worth its calls over several uses.
 *
 * @param learn task sets to learn on
 * @param apply new task sets
 */
public record Amortised(List<Transfer.Side> learn, List<Transfer.Side> apply) {
    /** One trial of the best base optimizer on each new set. */
    public static final String BASE = "base";

    /** One trial of the learned optimizer on each new set. */
    public static final String LEARNED = "learned";

    /** Trials of the base optimizer with the calls of learning and using together. */
    public static final String RESTARTS = "restarts";

    /** The optimizers to compare, and the calls that finding them took. */
    private record Learned(OptimizerSpec base, OptimizerSpec best, CallsByRole calls) {}

    public Amortised {
        learn = List.copyOf(learn);
        apply = List.copyOf(apply);
    }

    /**
     * Returns the results of one seed by name. The test items are those of all new sets, in order.
     *
     * @param environments returns the environment of a task set: those to learn on come first
     */
    public Map<String, MethodOutcome> outcomes(
            long seed, IntFunction<ExperimentEnvironment> environments) {
        List<LearningTask> sets = new ArrayList<>();
        for (Transfer.Side side : learn)
            sets.add(new LearningTask(side, seed, environments.apply(sets.size())));
        Learned learned = learned(sets, seed);
        AmortisedResult base = new AmortisedResult();
        AmortisedResult best = new AmortisedResult().plus(learned.calls());
        AmortisedResult restarts = new AmortisedResult();
        for (int i = 0; i < apply.size(); i++) {
            ExperimentEnvironment environment = environments.apply(learn.size() + i);
            LearningTask set = new LearningTask(apply.get(i), seed, environment);
            RunTrace given = set.trial(BASE, learned.base(), seed);
            RunTrace own =
                    learned.best().equals(learned.base())
                            ? given
                            : set.trial(LEARNED, learned.best(), seed);
            base.add(set, BASE, given);
            best.add(set, LEARNED, own);
            double target =
                    learned.calls().total() / (double) apply.size()
                            + set.seedScore().all().total()
                            + own.search().total();
            restarts.add(set, RESTARTS, restarted(set, learned.base(), seed, target));
        }
        return new TreeMap<>(
                Map.of(
                        BASE,
                        base.outcome(),
                        LEARNED,
                        best.outcome(),
                        RESTARTS,
                        restarts.outcome()));
    }

    /** Returns first minus second, with a row per seed and a column per item. */
    public static double[][] differences(List<MethodOutcome> first, List<MethodOutcome> second) {
        return MethodComparison.differences(first, second);
    }

    private static Restarts.Reached restarted(
            LearningTask set, OptimizerSpec base, long seed, double target) {
        Restarts series =
                new Restarts(
                        set.seed(),
                        number ->
                                set.trial(
                                                "restarts-" + number,
                                                base,
                                                ContentHash.number("restart", seed, number))
                                        .steps());
        return series.until(target, calls -> (double) calls.total()).getLast();
    }

    /**
     * Runs metaTextGrad on each set. Every winner, and every base optimizer, gets one trial on each
     * set. The highest mean validation score wins; the first of equals, and base optimizers come
     * first.
     */
    private Learned learned(List<LearningTask> sets, long seed) {
        CallsByRole calls = CallsByRole.NOTHING;
        List<OptimizerSpec> given = learn.getFirst().project().optimizers();
        LinkedHashSet<OptimizerSpec> candidates = new LinkedHashSet<>(given);
        for (LearningTask set : sets) {
            RunTrace whole = set.whole();
            calls = calls.plus(whole.search());
            OptimizerSpec winner = LearningTask.winner(whole);
            if (winner != null) candidates.add(winner);
        }
        OptimizerSpec base = given.getFirst();
        OptimizerSpec best = base;
        double highestGiven = -1;
        double highest = -1;
        int number = 0;
        for (OptimizerSpec candidate : candidates) {
            double sum = 0;
            for (LearningTask set : sets) {
                RunTrace trial = set.trial("candidate-" + number, candidate, seed);
                sum += trial.report().stats().mean();
                calls = calls.plus(trial.search());
            }
            if (sum > highest) {
                highest = sum;
                best = candidate;
            }
            if (given.contains(candidate) && sum > highestGiven) {
                highestGiven = sum;
                base = candidate;
            }
            number++;
        }
        return new Learned(base, best, calls);
    }
}
