package metatextgrad.experiments;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import metatextgrad.candidate.CallCount;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.project.Project;
import metatextgrad.optimizer.StepCalls;

/**
 * The most requests of the methods of an experiment from one seed, if all calls succeed and no
 * program makes more calls than the seed program. Cached requests count too. Pure.
 */
public record SeedRequests(Project project, int val, int test, CallPrices prices) {
    public CallsByRole of(List<Method> methods) {
        return methods.stream().map(this::of).reduce(CallsByRole.NOTHING, CallsByRole::plus);
    }

    /**
     * Returns the requests of a {@link Transfer}: a whole run on each side; on the target a run of
     * each base optimizer alone, and two trials.
     */
    public static CallsByRole transfer(SeedRequests from, SeedRequests to) {
        return from.run(from.project())
                .plus(to.run(to.project()))
                .plus(to.singles())
                .plus(to.tried(to.project().optimizers()))
                .plus(to.tried(from.project().optimizers()));
    }

    private CallsByRole singles() {
        Variants variants = new Variants(project);
        CallsByRole all = CallsByRole.NOTHING;
        for (int i = 0; i < project.optimizers().size(); i++) all = all.plus(run(variants.only(i)));
        return all;
    }

    /**
     * Returns the requests of whole runs, and of their results and the seed program on new tasks.
     */
    public CallsByRole floor(int runs, int items) {
        return run(project).times(runs).plus(scored(project.seed(), (runs + 1L) * items));
    }

    private CallsByRole of(Method method) {
        Variants variants = new Variants(project);
        return switch (method.kind()) {
            // A line in the report of metaTextGrad.
            case ZERO_SHOT -> CallsByRole.NOTHING;
            case K_SHOT -> columns(project.seed());
            case SELF_CONSISTENCY -> scored(project.seed(), (long) Baselines.MANY * test);
            case BEST_OF_N -> columns(Baselines.bestOf(project.seed()));
            case INNER -> run(variants.only(method.optimizer()));
            case META_PROMPT -> run(variants.promptsOnly());
            case STRUCTURE -> run(variants.structuresOnly());
            case PAPER_SEARCH -> run(variants.paperSearch());
            case PARETO -> run(variants.pareto());
            case METATEXTGRAD, PLACEBO, RANDOM_STRUCTURE -> run(project);
            case RESTARTS -> restarts(CallsByRole::total);
            case RESTARTS_BY_DOLLARS ->
                    // The trials are those of the restarts by calls, and the further ones.
                    columns(project.seed()).plus(beyond(restarts(prices::dollars)));
        };
    }

    private CallsByRole run(Project variant) {
        return CallFormula.of(variant, val, test, CallFormula.lines(variant));
    }

    /** Counts two evaluations on the validation set and one on the test set. */
    private CallsByRole columns(Program program) {
        return scored(program, 2L * val + test);
    }

    private CallsByRole scored(Program program, long items) {
        return new CallsByRole(
                Map.of(
                        ModelRole.PROGRAM,
                        items * CallCount.of(program).program(),
                        ModelRole.JUDGE,
                        items * StepCalls.judge(project.loop())));
    }

    /**
     * Returns the most requests of restarts that cost as much as metaTextGrad. The best optimizer
     * is not known in advance. The series is cut within its last trial, which is counted whole.
     */
    private CallsByRole restarts(ToDoubleFunction<CallsByRole> cost) {
        return max(project.optimizers().stream().map(one -> restarts(one, cost)).toList())
                .plus(columns(project.seed()));
    }

    /** Returns what this costs beyond the restarts by calls; nothing if it is less. */
    private CallsByRole beyond(CallsByRole byDollars) {
        CallsByRole byCalls = restarts(CallsByRole::total);
        return byDollars.total() <= byCalls.total()
                ? CallsByRole.NOTHING
                : byDollars.plus(byCalls.times(-1));
    }

    private CallsByRole restarts(OptimizerSpec optimizer, ToDoubleFunction<CallsByRole> cost) {
        CallsByRole trial = trial(optimizer);
        double left =
                cost.applyAsDouble(search(project))
                        - cost.applyAsDouble(scored(project.seed(), val));
        return trial.times((long) Math.ceil(left / cost.applyAsDouble(trial)));
    }

    /** Counts one trial of one of these, and the score columns of its program. */
    private CallsByRole tried(List<OptimizerSpec> optimizers) {
        return max(optimizers.stream().map(this::trial).toList()).plus(columns(project.seed()));
    }

    /** Counts one trial, which starts with the score of the seed program. */
    private CallsByRole trial(OptimizerSpec optimizer) {
        return search(new Variants(project).only(optimizer))
                .plus(scored(project.seed(), val).times(-1));
    }

    private CallsByRole search(Project variant) {
        return CallFormula.of(variant, val, 0, 0);
    }

    private static CallsByRole max(List<CallsByRole> some) {
        return some.stream().max(Comparator.comparingLong(CallsByRole::total)).orElseThrow();
    }
}
