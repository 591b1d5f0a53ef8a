package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collection;
import java.util.List;
import metatextgrad.candidate.CallCount;
import metatextgrad.cli.budget.CostEstimate;
import metatextgrad.cli.budget.RequestForecast;
import metatextgrad.cli.budget.TokenEstimate;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.intake.SplitRule;
import metatextgrad.json.SplitCounts;
import metatextgrad.meta.BudgetRule;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.CallsByRole;
import metatextgrad.meta.Report;
import metatextgrad.model.Sizes;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.race.FinalChoice;
import org.jspecify.annotations.Nullable;

/** The size of a run, known before any request: its tasks by split, and its calls. Pure. */
public record RunForecaster(Project project, SplitCounts splits) {
    public static RunForecaster of(Project project, Collection<TaskSubmitted> tasks) {
        return new RunForecaster(
                project,
                new SplitCounts(
                        count(project, tasks, Split.TRAIN),
                        count(project, tasks, Split.VAL),
                        count(project, tasks, Split.GATE),
                        count(project, tasks, Split.TEST)));
    }

    /**
     * @throws EnvironmentProblem if a split is too small
     */
    public void requireEnough() {
        int batch = project.loop().batch();
        boolean race = project.meta().mode() == SearchMode.RACE;
        int val = race ? FinalChoice.FOLDS : 1;
        if (splits.train() >= batch && splits.val() >= val && splits.test() > 0) return;
        throw Exit.CONFIGURATION.problem(
                "the splits are too small: %d train, %d val, %d test; a run needs %d train (one batch), %d val%s and 1 test: add tasks",
                splits.train(),
                splits.val(),
                splits.test(),
                batch,
                val,
                race ? " (its result is chosen on four fifths of them and tested on one)" : "");
    }

    /**
     * @throws EnvironmentProblem if the budget is too small for any search, or needs a price that
     *     is unknown
     */
    public void requireBudget(Prices prices) {
        String problem = BudgetRule.problem(project, sizes(), prices);
        if (problem != null) throw Exit.CONFIGURATION.problem(problem);
    }

    /** Returns the sizes that a run request carries. */
    public Sizes sizes() {
        return new Sizes(splits.train(), splits.val(), splits.test());
    }

    /** Returns the most requests of the run. */
    public CallsByRole calls() {
        return CallFormula.of(project, splits.val(), splits.test(), CallFormula.lines(project));
    }

    /** Requests, tokens and dollars that the run may take. */
    public RunForecast forecast(Prices prices) {
        CostEstimate money = CostEstimate.of(project, billed().requests(), prices);
        return new RunForecast(
                List.of(announcement(), tokens(), money.sentence()),
                splits.sum(),
                splits,
                proposals(),
                RequestForecast.of(calls(), billed(), !open().isEmpty(), money));
    }

    /** Returns an estimate of the tokens, in one line. */
    public String tokens() {
        return TokenEstimate.sentence(billed().requests());
    }

    /** Returns the requests whose cost is estimated: not more than the budget covers. */
    private CallsByRole billed() {
        Long limit = project.budget().run().calls();
        return limit == null ? calls() : calls().within(limit);
    }

    /**
     * The forecast of a run.
     *
     * @param proposals about how many proposals the budget of a race covers; null if it limits
     *     neither calls nor tokens, and in the paper's search
     */
    public record RunForecast(
            @JsonIgnore List<String> text,
            int tasks,
            @JsonUnwrapped SplitCounts splits,
            @Nullable Long proposals,
            @JsonUnwrapped RequestForecast max)
            implements View {}

    /** Returns tasks and calls in one line. */
    public String announcement() {
        CallsByRole calls = calls();
        return Texts.format(
                "%d tasks (%d train, %d val, %s%d test); expected calls: at most %d (%s), plus one call for each retry after an unusable reply%s%s%s",
                splits.sum(),
                splits.train(),
                splits.val(),
                splits.gate() == 0 ? "" : splits.gate() + " gate, ",
                splits.test(),
                calls.total(),
                Texts.roles(calls.requests()),
                open(),
                largest(),
                limit(calls.total()));
    }

    /** Returns the bound that holds for all replies of the models; empty if the first one does. */
    private String largest() {
        if (!CallFormula.restructures(project) || project.budget().run().calls() != null) return "";
        return "; with the largest allowed program, %d calls an answer, at most %d: `budget: {calls: ...}` limits them"
                .formatted(
                        CallCount.LARGEST.program(),
                        CallFormula.largest(project, splits.val(), splits.test()).total());
    }

    private String limit(long expected) {
        if (project.budget().equals(Budget.NONE)) return "";
        Long calls = project.budget().run().calls();
        boolean early = calls != null && calls < expected;
        Long proposals = proposals();
        Long byTokens = byTokens();
        boolean estimated = byTokens != null && (calls == null || byTokens < calls);
        return "; the budget stops the search at %s%s%s"
                .formatted(
                        Report.limits(project),
                        early ? ", which is before its end" : "",
                        proposals == null
                                ? ""
                                : "; this budget buys about %d proposals%s"
                                        .formatted(
                                                proposals,
                                                estimated
                                                        ? ", if calls are as long as in the paper"
                                                        : ""));
    }

    private @Nullable Long proposals() {
        if (project.meta().mode() != SearchMode.RACE) return null;
        Long byCalls = project.budget().run().calls();
        Long byTokens = byTokens();
        if (byCalls == null && byTokens == null) return null;
        long calls =
                Math.min(
                        byCalls == null ? Long.MAX_VALUE : byCalls,
                        byTokens == null ? Long.MAX_VALUE : byTokens);
        return BudgetRule.proposals(project, sizes(), calls);
    }

    /** Returns about how many calls the limit of tokens covers; null if there is none. */
    private @Nullable Long byTokens() {
        Long tokens = project.budget().run().tokens();
        double each = (double) TokenEstimate.of(calls().requests()) / calls().total();
        return tokens == null ? null : (long) (tokens / each);
    }

    /** Returns requests that depend on what the models write, as text; empty if there are none. */
    public String open() {
        if (CallFormula.rewrites(project))
            return "; a restructured program may make more calls than the seed program";
        return project.meta().structureRounds() > 0
                ? "; a composed optimizer may also request summaries"
                : "";
    }

    private static int count(Project project, Collection<TaskSubmitted> tasks, Split split) {
        return (int)
                tasks.stream()
                        .filter(task -> SplitRule.split(task, project.shares()) == split)
                        .count();
    }
}
