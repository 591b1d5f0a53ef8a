package metatextgrad.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import metatextgrad.meta.CallFormula;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Project;
import metatextgrad.optimize.StepCalls;
import metatextgrad.program.CallCount;

/**
 * What the methods of an experiment ask from one seed at most, if all calls end well and no program
 * comes to make more calls than the seed program. Saved asks are counted too. Pure.
 */
public record SeedAsks(Project project, int val, int test) {
    public Spent of(List<Method> methods) {
        return methods.stream().map(this::of).reduce(Spent.NOTHING, Spent::plus);
    }

    /** Of a {@link Transfer}: a whole run on each side, and two trials on the target. */
    public static Spent transfer(SeedAsks from, SeedAsks to) {
        return from.run(from.project())
                .plus(to.run(to.project()))
                .plus(to.tried(to.project().optimizers()))
                .plus(to.tried(from.project().optimizers()));
    }

    private Spent of(Method method) {
        Variants variants = new Variants(project);
        return switch (method.kind()) {
            // A line of metaTextGrad's report.
            case ZERO_SHOT -> Spent.NOTHING;
            case K_SHOT -> columns(project.seed());
            case SELF_CONSISTENCY -> scored(project.seed(), (long) Baselines.MANY * test);
            case BEST_OF_N -> columns(Baselines.bestOf(project.seed()));
            case INNER -> run(variants.only(method.optimizer()));
            case META_PROMPT -> run(variants.promptsOnly());
            case STRUCTURE -> run(variants.structuresOnly());
            case METATEXTGRAD, PLACEBO, RANDOM_STRUCTURE -> run(project);
            case RESTARTS -> restarts().plus(columns(project.seed()));
        };
    }

    private Spent run(Project variant) {
        return new Spent(CallFormula.of(variant, val, test, CallFormula.lines(variant)).asks());
    }

    /** Validation twice and the test set. */
    private Spent columns(Program program) {
        return scored(program, 2L * val + test);
    }

    private Spent scored(Program program, long items) {
        return new Spent(
                Map.of(
                        ModelRole.PROGRAM,
                        items * CallCount.of(program).program(),
                        ModelRole.JUDGE,
                        items * StepCalls.judge(project.loop())));
    }

    /** Which optimizer is the best is not known before: that which takes the most. */
    private Spent restarts() {
        return most(project.optimizers().stream().map(this::restarts).toList());
    }

    /** As many trials as it takes to ask every role as often as metaTextGrad's search does. */
    private Spent restarts(OptimizerSpec optimizer) {
        Spent target = search(project);
        Spent trial = trial(optimizer);
        long trials = 0;
        for (ModelRole role : ModelRole.values()) {
            if (role != ModelRole.META && trial.of(role) > 0)
                trials = Math.max(trials, Math.ceilDiv(target.of(role), trial.of(role)));
        }
        return trial.times(trials);
    }

    /** A trial of one of these, and its program's columns. */
    private Spent tried(List<OptimizerSpec> optimizers) {
        return most(optimizers.stream().map(this::trial).toList()).plus(columns(project.seed()));
    }

    /** It has the seed program's score already. */
    private Spent trial(OptimizerSpec optimizer) {
        return search(new Variants(project).only(optimizer))
                .plus(scored(project.seed(), val).times(-1));
    }

    private Spent search(Project variant) {
        return new Spent(CallFormula.of(variant, val, 0, 0).asks());
    }

    private static Spent most(List<Spent> some) {
        return some.stream().max(Comparator.comparingLong(Spent::total)).orElseThrow();
    }
}
