package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.OptimizerSpec;

/**
 * Learns an optimizer on some task sets, and uses it on others in one short run each. Restarts of
 * the base optimizer on the new sets get the calls of both together. So the experiment shows
 * whether learning once is worth its calls over several uses.
 *
 * @param learn task sets to learn on
 * @param apply new task sets
 */
public record Amortised(List<Transfer.Side> learn, List<Transfer.Side> apply) {
    /** One short run of the best base optimizer on each new set. */
    public static final String BASE = "base";

    /** One short run of the learned optimizer on each new set. */
    public static final String LEARNED = "learned";

    /** Restarts of the base optimizer with the calls of learning and using together. */
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
        Learned learned = learned(sets);
        AmortisedResult base = new AmortisedResult();
        AmortisedResult best = new AmortisedResult().plus(learned.calls());
        AmortisedResult restarts = new AmortisedResult();
        for (int i = 0; i < apply.size(); i++) {
            ExperimentEnvironment environment = environments.apply(learn.size() + i);
            LearningTask set = new LearningTask(apply.get(i), seed, environment);
            RunTrace given = set.with(learned.base(), BASE);
            RunTrace own =
                    learned.best().equals(learned.base())
                            ? given
                            : set.with(learned.best(), LEARNED);
            base.add(given);
            best.add(own);
            double target = learned.calls().total() / (double) apply.size() + own.search().total();
            Restarts.Reached reached =
                    set.restarts(learned.base(), given).until(target, CallsByRole::total).getLast();
            restarts.add(reached.program(), set.test(RESTARTS, reached.program()), reached.spent());
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

    /**
     * Runs metaTextGrad on each set. Every winner, and every base optimizer, gets a short run on
     * each set. The highest mean validation score wins; the first of equals, and base optimizers
     * come first.
     */
    private Learned learned(List<LearningTask> sets) {
        CallsByRole calls = CallsByRole.NOTHING;
        List<OptimizerSpec> given = learn.getFirst().project().optimizers();
        LinkedHashSet<OptimizerSpec> candidates = new LinkedHashSet<>(given);
        for (LearningTask set : sets) {
            RunTrace whole = set.whole();
            calls = calls.plus(whole.search());
            OptimizerSpec winner = LearningTask.best(whole).optimizer();
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
                RunTrace run = set.with(candidate, "candidate-" + number);
                sum += LearningTask.best(run).validation().mean();
                calls = calls.plus(run.search());
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
