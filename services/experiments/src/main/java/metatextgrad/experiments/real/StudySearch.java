package metatextgrad.experiments.real;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.experiments.ExperimentRequests;
import metatextgrad.experiments.path.AcceptedPrograms;
import metatextgrad.llm.LlmResponse;
import metatextgrad.meta.BudgetRule;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The searches of one cell: runs that see training and validation rows, and end when their result
 * is chosen. Their last scores are never requested. Used by one thread.
 *
 * @param rows training and validation rows
 * @param calls the most distinct calls of all runs together
 * @param progress receives the number of calls so far
 */
record StudySearch(
        StudyLoop loop,
        ReplyUse use,
        List<TaskSubmitted> rows,
        long seed,
        long calls,
        LongConsumer progress) {
    /** The report has two lines: the seed program and the result. */
    private static final int LINES = 2;

    /**
     * The result of a search.
     *
     * @param learned the optimizer of the result if the search learned it; null otherwise
     */
    record Found(
            Program program,
            double seedValidation,
            double validation,
            @Nullable OptimizerSpec learned) {
        static Found of(RunState chosen) {
            Line seed = chosen.lines().getFirst();
            Line best = chosen.lines().get(chosen.best());
            OptimizerSpec optimizer = best.optimizer();
            boolean given =
                    optimizer == null
                            || chosen.request().project().optimizers().contains(optimizer);
            return new Found(
                    best.program(),
                    seed.validation().mean(),
                    best.validation().mean(),
                    given ? null : optimizer);
        }

        /** Returns the better of two results by validation; the first of equals. */
        static Found better(@Nullable Found first, Found second) {
            return first == null || second.validation > first.validation ? second : first;
        }
    }

    /**
     * Returns the result of one run.
     *
     * @throws IllegalStateException if the calls are too few for it
     */
    Found once(Project project) throws InterruptedException {
        Project limited = limited(project, calls);
        String problem = problem(limited);
        if (problem != null) throw new IllegalStateException(problem);
        return Found.of(chosen("search", limited, seed));
    }

    /**
     * Returns the best result of several runs in different batch orders. The next run begins while
     * the calls that are left are enough for it.
     */
    Found restarts(Project project) throws InterruptedException {
        Found best = once(project);
        for (int number = 1; ; number++) {
            long before = use.calls();
            // The score of the seed program is recorded.
            Project limited = limited(project, calls - before + sizes(project));
            if (problem(limited) != null) return best;
            long order = seed + 1_000L * number;
            best = Found.better(best, Found.of(chosen("restart-" + number, limited, order)));
            if (use.calls() == before) return best;
        }
    }

    /** A run reserves calls for its last scores, which are not requested here. */
    private Project limited(Project project, long most) {
        return project.withBudget(Budget.ofCalls(most + LINES * sizes(project)));
    }

    private long sizes(Project project) {
        return RunForecaster.of(project, rows).sizes().after();
    }

    private @Nullable String problem(Project project) {
        return BudgetRule.problem(project, RunForecaster.of(project, rows).sizes(), Prices.NONE);
    }

    /** Returns the state of a run that has chosen its result. */
    private RunState chosen(String name, Project project, long order) throws InterruptedException {
        Set<String> last = new TreeSet<>();
        AtomicReference<@Nullable RunState> state = new AtomicReference<>();
        List<Event> begin = new ArrayList<>(rows);
        begin.add(new ExperimentRequests(rows, seed).run(name, project, order));
        loop.play(
                begin,
                request -> !last.contains(request.replyKey()),
                event -> {
                    use.accept(event);
                    switch (event) {
                        case EvaluationRequested evaluation -> {
                            if (AcceptedPrograms.isFinal(evaluation))
                                last.add(evaluation.stepRef().trial().value());
                        }
                        case RunState next -> state.set(next);
                        case LlmResponse response -> progress.accept(use.calls());
                        default -> {}
                    }
                });
        RunState chosen = requireNonNull(state.get(), "the run never began");
        if (chosen.status() == RunState.Status.FAILED || chosen.lines().isEmpty())
            throw new IllegalStateException("the search failed: " + chosen.reason());
        use.add(chosen);
        return chosen;
    }
}
