package metatextgrad.experiments;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/**
 * Compares an optimizer learned on one project when it is used on another (METHOD §5.3). Its trial
 * there is compared with that of the best base optimizer, and with the optimizer that metaTextGrad
 * learns there.
 *
 * @param from the source project, where the optimizer is learned
 * @param to the target project, with the base optimizers to compare with
 */
public record Transfer(Side from, Side to) {
    /** The best base optimizer of the target, unchanged. */
    public static final String BASE = "base";

    /** The optimizer learned at the source. */
    public static final String TRANSFERRED = "transferred";

    /** The optimizer that metaTextGrad learns on the target. */
    public static final String OWN = "own";

    /** A project with its tasks. */
    public record Side(Project project, List<TaskSubmitted> tasks) {
        public Side {
            tasks = List.copyOf(tasks);
        }
    }

    /** Returns the results of the three from one seed, by name. */
    public Map<String, MethodOutcome> outcomes(
            long seed, ExperimentEnvironment source, ExperimentEnvironment target) {
        SeedStudy there = study(from, seed, source);
        SeedStudy here = study(to, seed, target);
        RunState learned = there.whole().state();
        RunTrace own = here.whole();
        Map<String, MethodOutcome> outcomes = new TreeMap<>();
        outcomes.put(OWN, here.searched(OWN, own));
        OptimizerSpec base = to.project().optimizers().get(here.bestBase());
        outcomes.put(BASE, here.tried(BASE, base, own));
        outcomes.put(TRANSFERRED, here.tried(TRANSFERRED, answer(learned), own));
        return outcomes;
    }

    private static SeedStudy study(Side side, long seed, ExperimentEnvironment environment) {
        CallPrices prices = CallPrices.of(side.project(), Prices.NONE);
        return new SeedStudy(side.project(), side.tasks(), seed, environment, prices);
    }

    /** Returns the winning optimizer; without a winner, the first base optimizer of the source. */
    private OptimizerSpec answer(RunState learned) {
        Line best = learned.lines().get(learned.best());
        OptimizerSpec spec = best.optimizer();
        return spec == null ? from.project().optimizers().getFirst() : spec;
    }
}
