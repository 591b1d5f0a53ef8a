package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Allowance;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import metatextgrad.optimizer.StepCalls;
import metatextgrad.race.Race;
import metatextgrad.race.Work;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the budget of a run covers what a race requests next. The calls after the race
 * are reserved first, for the most expensive program that can become its result. So is a validation
 * on all items, while half of them count.
 *
 * @param seed cost of the seed program's score
 * @param spent cost since then of all answers that the race has used
 */
record RaceBudget(RunRequested request, Cost seed, Cost spent) {
    private static final String PROBLEM = "the next part of the race needs up to ";

    /** Returns whether the reason of a race names its budget. */
    static boolean isNamedIn(String reason) {
        return reason.startsWith(PROBLEM);
    }

    /** Returns why the race must end, in one line; null if it may continue. */
    @Nullable String problem(Race race) {
        Long left = left(race);
        if (left == null) return null;
        long need = need(race);
        return need <= left
                ? null
                : PROBLEM
                        + "%d calls, and %d are left of the budget"
                                .formatted(need, Math.max(0, left));
    }

    /**
     * Returns the race with those of the next proposals that the budget covers, the first ones
     * first. So what is left of a budget is used when it no longer covers a proposal of every arm.
     * A comparison of optimizers is never narrowed.
     */
    Race covered(Race race) {
        Long left = left(race);
        if (left == null || !race.mayNarrow()) return race;
        List<Work> covered = new ArrayList<>();
        long need = 0;
        for (Work one : race.waiting()) {
            need += most(one);
            if (need > left) break;
            covered.add(one);
        }
        return covered.isEmpty() ? race : race.narrowed(covered);
    }

    /**
     * Returns the limits of a step that the race requests; null for no limit. Each of them may use
     * its most calls, and they share what is left beyond.
     */
    @Nullable Allowance allowance(Race race, Work.Step one) {
        Long left = left(race);
        Long step =
                new CallBudget(request, seed, spent)
                        .atHighestCost(request.project().budget().step());
        if (left == null && step == null) return null;
        long most =
                left == null
                        ? Long.MAX_VALUE
                        : most(one) + (left - need(race)) / race.waiting().size();
        return new Allowance(most, request.sizes().after(), step);
    }

    private @Nullable Long left(Race race) {
        Budget budget = request.project().budget();
        if (budget.run().equals(Limits.NONE)) return null;
        long dearest = dearest(race);
        long after = request.sizes().after() * (calls(request.project().seed()) + dearest);
        long onAllItems = race.half().isUsed() ? request.sizes().val() * dearest : 0;
        return new CallBudget(request, seed, spent).of(budget.run(), 1, after + onAllItems, 0);
    }

    /** Returns the calls per item of the most expensive program that can be the result. */
    private long dearest(Race race) {
        long dearest =
                race.pool().stream().mapToLong(scored -> calls(scored.program())).max().orElse(0);
        for (Work work : race.waiting())
            if (work instanceof Work.Validate validate)
                dearest = Math.max(dearest, calls(validate.program()));
        return dearest;
    }

    private long need(Race race) {
        return race.waiting().stream().mapToLong(this::most).sum();
    }

    private long most(Work work) {
        return switch (work) {
            case Work.Describe describe -> 1;
            case Work.Compose compose -> 1;
            case Work.Diagnose diagnose -> 1;
            case Work.Step step ->
                    RaceCalls.proposal(
                            request.project().loop(),
                            step.spec(),
                            step.parent(),
                            step.operator().kind());
            case Work.Validate validate -> items(validate) * calls(validate.program());
        };
    }

    private long items(Work.Validate validate) {
        return validate.items() == 0 ? request.sizes().val() : validate.items();
    }

    private long calls(Program program) {
        return StepCalls.scored(request.project().loop(), program);
    }
}
