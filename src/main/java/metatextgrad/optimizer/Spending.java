package metatextgrad.optimizer;

import metatextgrad.model.Allowance;
import metatextgrad.model.Program;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.state.Incumbent;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether the next action fits into the trial's allowance. The check uses the formula and
 * the cost of earlier steps. It never uses what other trials spend at the same time. The formula
 * does not count repeated requests after unusable replies, so the current step may exceed the
 * allowance.
 */
record Spending(TrialStart plan, TrialCost costs) {
    /** Returns why a step must not begin; null if it may. */
    @Nullable String step(int step, Incumbent from) {
        long need =
                StepCalls.max(
                        plan.settings(),
                        plan.phase(step),
                        from.program(),
                        val(),
                        plan.operator().kind());
        Allowance allowance = plan.allowance();
        Long max = allowance == null ? null : allowance.step();
        if (max != null && need > max)
            return "step %d needs up to %d calls, and the budget of a step is %d"
                    .formatted(step, need, max);
        return overrun(
                "step " + step, costs.before().total().requests(), need + after(from.program()));
    }

    /**
     * Returns why a candidate must not be scored; null if it may. Only a candidate that makes more
     * calls than the program before it can exceed the allowance of its step.
     */
    @Nullable String candidate(int step, Incumbent from, Program candidate) {
        if (scored(candidate) <= scored(from.program())) return null;
        long spent =
                costs.before()
                        .plus(costs.step(step, from.program().id(), candidate.id(), plan.split()))
                        .total()
                        .requests();
        return overrun(
                "scoring the program of step " + step,
                spent,
                val() * scored(candidate) + after(candidate));
    }

    private @Nullable String overrun(String what, long spent, long need) {
        Allowance allowance = plan.allowance();
        if (allowance == null || spent + need <= allowance.calls()) return null;
        // Below 0 if the calls before this trial cost more than the budget.
        long all = Math.max(0, allowance.calls());
        return "%s needs up to %d calls, and %d of %d are left for this trial"
                .formatted(what, need, Math.max(0, all - spent), all);
    }

    /**
     * Returns how many more calls scoring a program after the search needs than were reserved. The
     * reserve assumes a program like the seed program.
     */
    private long after(Program program) {
        Allowance allowance = plan.allowance();
        return allowance == null
                ? 0
                : allowance.after() * Math.max(0, scored(program) - scored(plan.program()));
    }

    private long scored(Program program) {
        return StepCalls.scored(plan.settings(), program);
    }

    private int val() {
        return plan.scoredItems();
    }
}
