package metatextgrad.cli.runs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.runs.FinishedRunView.RunBudget;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Cost;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** A run names why it ended, and its budget only if a limit of it ended the run. */
final class FinishedRunViewTest {
    private static final CallCounts CALLS = new CallCounts(Map.of(), 0, 0, 0, 0, 0, Cost.NONE);

    @Test
    void shouldNotBlameABudgetThatTheRaceDidNotUseUp() {
        FinishedRunView view = view(SearchMode.RACE, Budget.ofCalls(1_000_000));

        assertThat(view.reason()).isNotEmpty().doesNotContain("budget");
        assertThat(requireNonNull(view.budget()).stopped()).isNull();
    }

    @Test
    void shouldNameTheBudgetThatEndedARace() {
        FinishedRunView view = view(SearchMode.RACE, Budget.ofCalls(500));

        assertThat(view.reason()).contains("are left of the budget");
        assertThat(requireNonNull(view.budget()).stopped()).isEqualTo(view.reason());
    }

    @Test
    void shouldNameTheBudgetThatEndedAPaperRun() {
        FinishedRunView view = view(SearchMode.PAPER, Budget.ofCalls(300));

        assertThat(view.reason()).startsWith("the budget of 300 calls stopped the search");
        assertThat(requireNonNull(view.budget()).stopped()).isEqualTo(view.reason());
    }

    @Test
    void shouldNameTheBudgetThatLeftTheLastScoresOpen() {
        RunState ended = run(SearchMode.RACE, Budget.ofCalls(1_000_000));
        List<RunState.Line> open =
                ended.lines().stream()
                        .map(
                                line ->
                                        RunState.Line.selected(
                                                line.name(),
                                                line.optimizer(),
                                                line.round(),
                                                line.program(),
                                                line.validation()))
                        .toList();
        RunState unread =
                new RunState(
                        ended.request(),
                        ended.status(),
                        ended.phase(),
                        ended.rounds(),
                        open,
                        ended.best(),
                        "unread",
                        null,
                        ended.serial());

        assertThat(requireNonNull(RunBudget.of(unread)).stopped()).isEqualTo("unread");
    }

    @Test
    void shouldHaveNoReasonIfAPaperRunEndsAsPlanned() {
        FinishedRunView view = view(SearchMode.PAPER, Budget.NONE);

        assertThat(view.reason()).isNull();
        assertThat(view.budget()).isNull();
    }

    private static FinishedRunView view(SearchMode mode, Budget budget) {
        return FinishedRunView.of(RunResult.of(run(mode, budget), CALLS, 1.), null);
    }

    private static RunState run(SearchMode mode, Budget budget) {
        Project project = LoopScenario.project(mode).withBudget(budget);
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested plain = LoopScenario.request(project, tasks);
        RunRequested request =
                new RunRequested(
                        plain.id(),
                        project,
                        plain.snapshot(),
                        plain.seed(),
                        List.of(),
                        RunForecaster.of(project, tasks).sizes(),
                        Prices.NONE);
        RunState ended = new LocalRun(LoopScenario.model()).run(request, tasks, event -> {});
        assertThat(ended.status()).as(ended.reason()).isEqualTo(RunState.Status.FINISHED);
        return ended;
    }
}
