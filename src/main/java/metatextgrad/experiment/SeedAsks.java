package metatextgrad.experiment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import metatextgrad.meta.CallFormula;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.Project;
import metatextgrad.optimize.StepCalls;
import metatextgrad.program.CallCount;

/**
 * What the methods of an experiment ask from one seed at most, if all calls end well and no program
 * comes to make more calls than the seed program. Saved asks are counted too. Pure.
 */
public record SeedAsks(Project project, int val, int test) {
    public long of(List<Method> methods) {
        return methods.stream().mapToLong(this::of).sum();
    }

    private long of(Method method) {
        Variants variants = new Variants(project);
        return switch (method.kind()) {
            // A line of metaTextGrad's report.
            case ZERO_SHOT -> 0;
            case K_SHOT -> columns(project.seed());
            case SELF_CONSISTENCY -> (long) Baselines.MANY * test * scored(project.seed());
            case BEST_OF_N -> columns(Baselines.bestOf(project.seed()));
            case INNER -> run(variants.only(method.optimizer()));
            case META_PROMPT -> run(variants.promptsOnly());
            case STRUCTURE -> run(variants.structuresOnly());
            case METATEXTGRAD, PLACEBO, RANDOM_STRUCTURE -> run(project);
            case RESTARTS -> restarts() + columns(project.seed());
        };
    }

    private long run(Project variant) {
        return CallFormula.of(variant, val, test, CallFormula.lines(variant)).total();
    }

    /** Validation twice and the test set. */
    private long columns(Program program) {
        return (2L * val + test) * scored(program);
    }

    private long scored(Program program) {
        return StepCalls.scored(project.loop(), program);
    }

    /** Which optimizer is the best is not known before: that which takes the most. */
    private long restarts() {
        return IntStream.range(0, project.optimizers().size())
                .mapToLong(this::restarts)
                .max()
                .orElseThrow();
    }

    /** As many trials as it takes to ask every role as often as metaTextGrad's search does. */
    private long restarts(int optimizer) {
        Spent target = search(project);
        Spent trial = trial(new Variants(project).only(optimizer));
        long trials = 0;
        for (ModelRole role : ModelRole.values()) {
            if (role != ModelRole.META && trial.of(role) > 0)
                trials = Math.max(trials, Math.ceilDiv(target.of(role), trial.of(role)));
        }
        return trials * trial.total();
    }

    /** A restart has the seed program's score already. */
    private Spent trial(Project alone) {
        Map<ModelRole, Long> asks = new EnumMap<>(search(alone).asks());
        asks.merge(
                ModelRole.PROGRAM, -(long) val * CallCount.of(project.seed()).program(), Long::sum);
        asks.merge(ModelRole.JUDGE, -val * StepCalls.judge(project.loop()), Long::sum);
        return new Spent(asks);
    }

    private Spent search(Project variant) {
        return new Spent(CallFormula.of(variant, val, 0, 0).asks());
    }
}
