package metatextgrad.adapt;

import static java.util.Objects.requireNonNull;

import java.util.stream.LongStream;
import metatextgrad.meta.BudgetRule;
import metatextgrad.model.Program;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.Spend;
import metatextgrad.race.Confirmation;
import org.jspecify.annotations.Nullable;

/**
 * How large the comparisons of a contest are. They take at most a stated part of what the project
 * may take on a day. Limits in tokens and money are converted with the average cost of the calls
 * that tried the candidate. Pure.
 */
record ComparisonBudget(Project project, Prices prices, OptimizerContest contest) {
    /**
     * Returns the number of first steps of each optimizer: the largest that a day's part covers, up
     * to that of a confirmation. It is 0 if the rest of the day does not cover them.
     *
     * @param from the program to rewrite
     */
    int steps(Program from) {
        long day = ofDay();
        long each = most(from);
        int steps = (int) Math.min(Confirmation.BATCHES, day / each);
        return contest.calls() + steps * each <= day ? steps : 0;
    }

    /** The most calls of one step of both. */
    private long most(Program from) {
        return BudgetRule.step(project, contest.candidate().spec(), from)
                + BudgetRule.step(project, contest.incumbent(), from);
    }

    private long ofDay() {
        AdaptSettings adapt = requireNonNull(project.adapt());
        Limits day = adapt.day();
        Spend tried =
                prices.spend(contest.candidate().cost(), role -> project.loop().model(role).name());
        long least =
                LongStream.of(
                                day.calls() == null ? Long.MAX_VALUE : day.calls(),
                                calls(day.tokens(), tried.tokens(), tried.calls()),
                                calls(day.micros(), tried.micros(), tried.calls()))
                        .min()
                        .orElseThrow();
        return (long) (least * adapt.meta().budgetShare());
    }

    private static long calls(@Nullable Long limit, long used, long calls) {
        return limit == null || used == 0 ? Long.MAX_VALUE : (long) ((double) limit / used * calls);
    }
}
