package metatextgrad.meta;

import metatextgrad.model.LoopSettings;
import metatextgrad.model.MetaSettings.InitialScore;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Project;
import metatextgrad.model.Sizes;
import metatextgrad.optimize.StepCalls;
import org.jspecify.annotations.Nullable;

/** What a run's budget must at least hold (METHOD §2.5), known before anything is asked. */
public final class BudgetRule {
    private BudgetRule() {}

    /** Why a run must not begin, in one line; null if it may. */
    public static @Nullable String problem(Project project, Sizes sizes) {
        Long calls = project.budget().calls();
        if (calls == null) return null;
        if (sizes.val() == 0 || sizes.test() == 0)
            return "the project has a budget, but the request does not say how many validation and test items there are";
        long smallest = smallest(project, sizes);
        return calls >= smallest
                ? null
                : "the budget of %d calls is too small: the seed program's score, the scores at the end and one step of each base optimizer need %d; set budget.calls to %d or more"
                        .formatted(calls, smallest, smallest);
    }

    /** What is put aside for all that comes after the last decision. */
    static long reserve(Project project, Sizes sizes) {
        return (long) CallFormula.lines(project)
                * sizes.after()
                * StepCalls.scored(project.loop(), project.seed());
    }

    /** What a round takes at least: an ask of the meta model, if it begins with one, and a step. */
    static long round(Project project, OptimizerSpec spec, int val, boolean asked) {
        LoopSettings loop = project.loop();
        return (asked ? 1 : 0) + StepCalls.most(loop, spec.phase(1), project.seed(), val);
    }

    private static long smallest(Project project, Sizes sizes) {
        boolean asked = project.meta().initialScore() == InitialScore.ZERO;
        long round =
                project.optimizers().stream()
                        .mapToLong(spec -> round(project, spec, sizes.val(), asked))
                        .max()
                        .orElseThrow();
        return sizes.val() * StepCalls.scored(project.loop(), project.seed())
                + reserve(project, sizes)
                + project.optimizers().size() * round;
    }
}
