package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.replay.RunLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A fork whose budget would end it at once is refused, as a run with this budget is. */
final class ForkBudgetTest {
    private static final Prices PRICES = prices();
    private static final RunLog LOG = new RunLog(LoopScenario.request(project(), tasks()).id());

    @BeforeAll
    static void run() {
        RunRequested plain = LoopScenario.request(project(), tasks());
        RunRequested request =
                new RunRequested(
                        plain.id(),
                        plain.project(),
                        plain.snapshot(),
                        plain.seed(),
                        List.of(),
                        RunForecaster.of(project(), tasks()).sizes(),
                        PRICES);
        LOG.accept(request);
        tasks().forEach(LOG::accept);
        new LocalRun(new LocalAnswers(LoopScenario.model())).run(request, tasks(), LOG::accept);
    }

    @Test
    void shouldRefuseFewerCallsThanARunNeeds() {
        refused(
                "run run-1 cannot be forked: the budget of 10 calls is too small: the seed program's score, the scores at the end, one step and two validations need 202; set budget.calls to 202 or more",
                Map.of("budget.calls", "10"));
    }

    @Test
    void shouldRefuseDollarsIfAModelHasNoPrice() {
        refused(
                "run run-1 cannot be forked: the budget is in dollars, and the prices of 2026-01-02 have none of other: set MTG_PRICES to a table that has them, or limit tokens",
                Map.of("budget.usd", "5", "models.optimizer", "other"));
    }

    @Test
    void shouldForkWithABudgetInDollarsIfAllModelsHavePrices() {
        assertThat(plan(Map.of("budget.usd", "5")).steps()).isPositive();
    }

    private static void refused(String message, Map<String, String> settings) {
        assertThatThrownBy(() -> plan(settings))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION))
                .hasMessage(message);
    }

    private static ForkPlan plan(Map<String, String> settings) {
        return ForkPlan.of(LOG, 2, settings, Prices.NONE);
    }

    private static Project project() {
        return LoopScenario.project(SearchMode.RACE);
    }

    private static List<TaskSubmitted> tasks() {
        return LoopScenario.tasks(project());
    }

    private static Prices prices() {
        TreeMap<String, Price> prices = new TreeMap<>();
        project().loop().modelNames().forEach(name -> prices.put(name, new Price(1, 1)));
        return new Prices(LocalDate.of(2026, 1, 2), prices);
    }
}
