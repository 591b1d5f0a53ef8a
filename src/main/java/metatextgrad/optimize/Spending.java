package metatextgrad.optimize;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.Allowance;
import metatextgrad.model.Incumbent;
import metatextgrad.model.Program;
import org.jspecify.annotations.Nullable;

/**
 * Whether what comes next fits into the trial's allowance. It goes by the formula and by the cost
 * of the steps before, never by what others spend at the same time. Asks again after unusable
 * replies are in no formula: those of a step under way may exceed the allowance.
 */
record Spending(TrialPlan plan, TrialCost costs) {
    /** Why a step must not begin; null if it may. */
    @Nullable String step(int step, Incumbent from) {
        long need =
                StepCalls.most(
                        plan.settings(),
                        requireNonNull(plan.spec()).phase(step),
                        from.program(),
                        val());
        Allowance allowance = plan.allowance();
        Long most = allowance == null ? null : allowance.step();
        if (most != null && need > most)
            return "step %d needs up to %d calls, and the budget of a step holds %d"
                    .formatted(step, need, most);
        return lacking("step " + step, costs.before().total().asks(), need + after(from.program()));
    }

    /**
     * Why a candidate must not be scored; null if it may. Only one that makes more calls than the
     * program before it can have outgrown what its step was allowed.
     */
    @Nullable String candidate(int step, Incumbent from, Program candidate) {
        if (scored(candidate) <= scored(from.program())) return null;
        long spent =
                costs.before()
                        .plus(costs.step(step, from.program().id(), candidate.id(), plan.split()))
                        .total()
                        .asks();
        return lacking(
                "scoring the program of step " + step,
                spent,
                val() * scored(candidate) + after(candidate));
    }

    private @Nullable String lacking(String what, long spent, long need) {
        Allowance allowance = plan.allowance();
        if (allowance == null || spent + need <= allowance.calls()) return null;
        return "%s needs up to %d calls, and the budget leaves this trial %d of %d"
                .formatted(what, need, Math.max(0, allowance.calls() - spent), allowance.calls());
    }

    /**
     * What scoring a program after the search takes beyond what is put aside for one like the seed
     * program.
     */
    private long after(Program program) {
        Allowance allowance = plan.allowance();
        return allowance == null
                ? 0
                : allowance.after() * Math.max(0, scored(program) - scored(plan.seed()));
    }

    private long scored(Program program) {
        return StepCalls.scored(plan.settings(), program);
    }

    private int val() {
        return plan.seedScore().items();
    }
}
