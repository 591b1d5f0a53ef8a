package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import metatextgrad.cli.budget.BudgetListView;
import metatextgrad.cli.text.View;
import metatextgrad.meta.Report;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.Budget;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * A finished run.
 *
 * @param reason why it ended early, or why its result is the seed program; null without one
 * @param world of the simulated models; null for real models
 * @param budget its limits; null without limits
 * @param results every reported program, the seed program first
 * @param control the same calls without a meta level; null if it was not run
 * @param difference test score of the best program minus that of the seed program
 * @param verdict better, worse or no gain
 * @param seconds from its request to its end; null if the request has expired
 */
public record FinishedRunView(
        @JsonIgnore List<String> text,
        @JsonIgnore List<String> next,
        @JsonUnwrapped RunHead head,
        @Nullable String reason,
        @Nullable String world,
        @Nullable RunBudget budget,
        List<ResultView> results,
        @Nullable ControlView control,
        List<RoundEnd> rounds,
        ResultView baseline,
        ResultView best,
        PairedDifference difference,
        String verdict,
        @JsonUnwrapped RunUsage usage,
        @Nullable Double seconds)
        implements View {
    /**
     * Limits of a run.
     *
     * @param step limits of one step
     * @param stopped the run's reason; null if no limit stopped it
     */
    record RunBudget(
            BudgetListView.Amounts total, BudgetListView.Amounts step, @Nullable String stopped) {
        public static @Nullable RunBudget of(RunState run) {
            Budget limits = run.request().project().budget();
            if (limits.equals(Budget.NONE)) return null;
            return new RunBudget(
                    BudgetListView.Amounts.of(limits.run()),
                    BudgetListView.Amounts.of(limits.step()),
                    Report.isStopped(run) ? run.reason() : null);
        }
    }

    /** A control and its requests, which are not among those of the run. */
    record ControlView(@JsonUnwrapped ResultView result, long requests) {}

    public static FinishedRunView of(RunResult summary, @Nullable String world, String... next) {
        return of(summary, world, null, next);
    }

    /** Returns a view with the result of a control. */
    public static FinishedRunView of(
            RunResult summary,
            @Nullable String world,
            @Nullable ControlRow control,
            String... next) {
        List<String> text = RunResultText.of(summary, world, control);
        return of(summary, world, control, text, List.of(next));
    }

    /** Returns the view with other text. */
    static FinishedRunView of(
            RunResult summary,
            @Nullable String world,
            @Nullable ControlRow control,
            List<String> text,
            List<String> next) {
        RunState run = summary.run();
        List<ResultView> results = ResultView.all(run);
        return new FinishedRunView(
                text,
                next,
                RunHead.of(run),
                run.reason().isEmpty() ? null : run.reason(),
                world,
                RunBudget.of(run),
                results,
                control == null
                        ? null
                        : new ControlView(
                                ResultView.of(control.named(), run.lines().getFirst()),
                                control.requests().total()),
                run.rounds(),
                results.getFirst(),
                results.get(run.best()),
                summary.difference(),
                summary.verdict(),
                RunUsage.of(run.request(), summary.calls()),
                summary.seconds());
    }
}
