package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.budget.CostEstimate;
import metatextgrad.cli.budget.TokenEstimate;
import metatextgrad.cli.text.RoleText;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.intake.SplitRule;
import metatextgrad.meta.BudgetRule;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.Report;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Sizes;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** The size of a run, known before any request: its tasks by split, and its calls. Pure. */
public record RunForecaster(Project project, int tasks, int train, int val, int gate, int test) {
    public static RunForecaster of(Project project, Collection<TaskSubmitted> tasks) {
        return new RunForecaster(
                project,
                tasks.size(),
                count(project, tasks, Split.TRAIN),
                count(project, tasks, Split.VAL),
                count(project, tasks, Split.GATE),
                count(project, tasks, Split.TEST));
    }

    /**
     * @throws EnvironmentProblem if a split is too small
     */
    public void requireEnough() {
        int batch = project.loop().batch();
        if (train >= batch && val > 0 && test > 0) return;
        throw Exit.CONFIGURATION.problem(
                "the splits are too small: %d train, %d val, %d test; a run needs %d train (one batch), 1 val and 1 test: add tasks",
                train, val, test, batch);
    }

    /**
     * @throws EnvironmentProblem if the budget is too small for any search, or needs a price that
     *     is unknown
     */
    public void requireBudget(Prices prices) {
        String problem = BudgetRule.problem(project, sizes(), prices);
        if (problem != null) throw Exit.CONFIGURATION.problem(problem);
    }

    /** The sizes that a run request carries. */
    public Sizes sizes() {
        return new Sizes(val, test);
    }

    /** The most requests of the run. */
    public CallFormula calls() {
        return CallFormula.of(project, val, test, CallFormula.lines(project));
    }

    /** Requests, tokens and dollars that the run may take. */
    public RunForecast forecast(Prices prices) {
        Map<ModelRole, Long> requests = calls().requests();
        CostEstimate money = CostEstimate.of(project, requests, prices);
        return new RunForecast(
                List.of(announcement(), TokenEstimate.sentence(requests), money.sentence()),
                tasks,
                train,
                val,
                gate,
                test,
                requests,
                calls().total(),
                !open().isEmpty(),
                TokenEstimate.of(requests),
                money.usd());
    }

    /**
     * The forecast of a run.
     *
     * @param mayTakeMore whether the models may write programs that need more requests
     */
    public record RunForecast(
            @JsonIgnore List<String> text,
            int tasks,
            int train,
            int val,
            int gate,
            int test,
            Map<ModelRole, Long> maxRequestsByRole,
            long maxRequests,
            boolean mayTakeMore,
            long estimatedTokens,
            CostEstimate.Usd estimatedUsd)
            implements View {}

    /** Tasks and calls in one line. */
    public String announcement() {
        CallFormula calls = calls();
        return Texts.format(
                "%d tasks (%d train, %d val, %s%d test); expected calls: at most %d (%s), and one more for each unusable reply that is requested again%s%s",
                tasks,
                train,
                val,
                gate == 0 ? "" : gate + " gate, ",
                test,
                calls.total(),
                RoleText.of(calls.requests()),
                open(),
                limit(calls.total()));
    }

    private String limit(long expected) {
        if (project.budget().equals(Budget.NONE)) return "";
        Long calls = project.budget().run().calls();
        boolean early = calls != null && calls < expected;
        return "; the budget stops the search at %s%s"
                .formatted(Report.limits(project), early ? ", which is before its end" : "");
    }

    /** Requests that depend on what the models write, as text; empty if there are none. */
    public String open() {
        if (rewrites(project))
            return "; a program that is rewritten whole may make more calls than yours";
        return project.meta().structureRounds() > 0
                ? "; a composed optimizer may request summaries besides"
                : "";
    }

    /** Whether an optimizer may change the calls of the program. */
    public static boolean rewrites(Project project) {
        return project.optimizers().stream()
                .flatMap(optimizer -> optimizer.phases().stream())
                .anyMatch(phase -> phase.aspect() == Aspect.STRUCTURE);
    }

    private static int count(Project project, Collection<TaskSubmitted> tasks, Split split) {
        return (int)
                tasks.stream()
                        .filter(task -> SplitRule.split(task, project.shares()) == split)
                        .count();
    }
}
