package metatextgrad.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.cli.runs.RunsStartCommand;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.local.LocalRun;
import metatextgrad.meta.CallFormula;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunForecasterTest {
    private final Project project = LoopScenario.project();
    private final List<TaskSubmitted> tasks = LoopScenario.tasks(project);

    @Test
    void shouldReportSplitsAndCallsBeforeAnyRequest() {
        assertThat(RunForecaster.of(project, tasks).announcement())
                .isEqualTo(
                        "52 tasks (12 train, 20 val, 20 test); expected calls: at most 382"
                                + " (program 324, backward 48, optimizer 8, meta 2),"
                                + " plus one call for each retry after an unusable reply");
    }

    @Test
    void shouldForecastTokensAsAnEstimate() {
        RunForecaster size = RunForecaster.of(project, tasks);
        Prices prices = prices("sim-student", "sim-critic", "sim-optimizer", "sim-meta");
        assertThat(size.forecast(prices).text())
                .containsExactly(
                        size.announcement(),
                        "about 560,600 tokens at most, if calls are as long as in the paper (1,300 per call of the program, 2,400 of a critic or an optimizer, 2,500 of the meta model): an estimate",
                        "at most $0.56 to $1.12, depending on the ratio of input to output tokens, at prices of 2026-11-01");
        assertThat(size.forecast(prices("sim-student")).text().getLast())
                .isEqualTo(
                        "at most $0.42 to $0.84, depending on the ratio of input to output tokens, at prices of 2026-11-01; plus the cost of sim-critic, sim-meta, sim-optimizer, whose price is unknown");
        assertThat(size.forecast(prices()).text().getLast())
                .isEqualTo(
                        "dollars unknown: the prices of 2026-11-01 have none for sim-critic, sim-meta, sim-optimizer, sim-student");
        assertThat(ViewJson.write(size.forecast(prices)))
                .contains(
                        "\"maxRequests\":382",
                        "\"mayTakeMore\":false",
                        "\"estimatedTokens\":560600",
                        "\"estimatedUsd\":{\"min\":0.560600,\"max\":1.121200,\"pricesAsOf\":\"2026-11-01\",\"modelsWithoutPrice\":[]}");
    }

    /**
     * 100 of 382 calls are 85 of the program, 13 of the critic, 3 of the optimizer, 1 of the meta
     * model.
     */
    @Test
    void shouldEstimateNoMoreTokensThanTheBudgetCovers() {
        RunForecaster size = RunForecaster.of(limited(100), tasks);
        Prices prices = prices("sim-student", "sim-critic", "sim-optimizer", "sim-meta");
        assertThat(size.forecast(prices).text().subList(1, 3))
                .containsExactly(
                        "about 151,400 tokens at most, if calls are as long as in the paper (1,300 per call of the program, 2,400 of a critic or an optimizer, 2,500 of the meta model): an estimate",
                        "at most $0.15 to $0.30, depending on the ratio of input to output tokens, at prices of 2026-11-01");
        assertThat(ViewJson.write(size.forecast(prices)))
                .contains("\"maxRequests\":382", "\"estimatedTokens\":151400");
    }

    /** A script that checks the maximum must not pass. */
    @Test
    void shouldReportNoDollarsToScriptsIfAModelHasNoPrice() {
        RunForecaster size = RunForecaster.of(project, tasks);
        assertThat(ViewJson.write(size.forecast(prices("sim-student"))))
                .contains(
                        "\"estimatedUsd\":{\"min\":null,\"max\":null,\"pricesAsOf\":\"2026-11-01\",\"modelsWithoutPrice\":[\"sim-critic\",\"sim-meta\",\"sim-optimizer\"]}");
    }

    @Test
    void shouldForecastZeroDollarsForModelsThatAreFree() {
        SortedMap<String, Price> free = new TreeMap<>();
        project.loop().modelNames().forEach(model -> free.put(model, new Price(0, 0)));
        Prices prices = new Prices(LocalDate.of(2026, 11, 1), free);
        assertThat(RunForecaster.of(project, tasks).forecast(prices).text().getLast())
                .startsWith("at most $0.00 to $0.00, ");
    }

    /** Some servers charge more for input than for output. */
    @Test
    void shouldForecastTheLowerCostFirst() {
        SortedMap<String, Price> dear = new TreeMap<>();
        dear.put("sim-student", new Price(2_000_000, 1_000_000));
        Prices prices = new Prices(LocalDate.of(2026, 11, 1), dear);
        assertThat(RunForecaster.of(project, tasks).forecast(prices).text().getLast())
                .startsWith("at most $0.42 to $0.84, ");
    }

    /** A run prints its forecast before it sends a request. */
    @Test
    void shouldForecastTheCostBeforeARunStarts() {
        List<String> emitted = new ArrayList<>();
        Prices prices = prices("sim-student");
        new SingleRun(project, tasks, 1, prices, emitted::add).announceCost();
        assertThat(emitted).isEqualTo(RunForecaster.of(project, tasks).forecast(prices).text());
    }

    /** One dollar for a million input tokens, two for a million output tokens. */
    private static Prices prices(String... models) {
        SortedMap<String, Price> prices = new TreeMap<>();
        for (String model : models) prices.put(model, new Price(1_000_000, 2_000_000));
        return new Prices(LocalDate.of(2026, 11, 1), prices);
    }

    /** 264 + 20 to test the best structure + 2 steps of 3 train and 20 val items. */
    @Test
    void shouldCountTheTestOfAComposedOptimizer() {
        MetaSettings composing = new MetaSettings(1, 1, 1, 0, MetaSettings.InitialScore.TRIAL);
        assertThat(RunForecaster.of(with(composing, project.optimizers()), tasks).announcement())
                .contains("(program 410, ")
                .contains(" unusable reply; a composed optimizer may also request summaries; ");
    }

    @Test
    void shouldReportThatARestructuredProgramMayMakeMoreCalls() {
        Phase adas = Phase.plain("adas", Aspect.STRUCTURE, 1, "Rewrite it.");
        List<OptimizerSpec> rewriting = List.of(new OptimizerSpec("adas", List.of(adas)));
        assertThat(RunForecaster.of(with(project.meta(), rewriting), tasks).announcement())
                .contains("; a restructured program may make more calls than the seed program; ")
                .endsWith(
                        "; with the largest allowed program, 112 calls an answer, at most %d: `budget: {calls: ...}` limits them"
                                .formatted(
                                        CallFormula.largest(with(project.meta(), rewriting), 20, 20)
                                                .total()));
    }

    @Test
    void shouldAnnounceTheLimitAndRejectOneThatIsTooSmall() {
        Project limited = limited(200);
        assertThat(RunForecaster.of(limited, tasks).announcement())
                .endsWith(
                        " unusable reply; the budget stops the search at 200 calls, which is before its end");
        assertThatCode(() -> RunForecaster.of(limited, tasks).requireBudget(Prices.NONE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RunForecaster.of(limited(50), tasks).requireBudget(Prices.NONE))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "the budget of 50 calls is too small: the seed program's score, the scores at the end and one"
                                + " step of each base optimizer need 200; set budget.calls to 200 or more");
    }

    @Test
    void shouldRefuseABudgetBelowTheSeedAndTwoValidationsOfARace() {
        Project race = LoopScenario.project(SearchMode.RACE);
        long smallest = 20 + 2 * 40 + 2 * 31 + 2 * 20;
        assertThatThrownBy(
                        () ->
                                RunForecaster.of(limited(race, smallest - 1), tasks)
                                        .requireBudget(Prices.NONE))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "the budget of %d calls is too small: the seed program's score, the scores at"
                                + " the end, one step and two validations need"
                                + " %d; set budget.calls to %d or more",
                        smallest - 1, smallest, smallest);
        assertThatCode(
                        () ->
                                RunForecaster.of(limited(race, smallest), tasks)
                                        .requireBudget(Prices.NONE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"400, 12", "700, 24"})
    void shouldStateAboutHowManyProposalsTheBudgetOfARaceBuys(long calls, int proposals) {
        Project race = limited(LoopScenario.project(SearchMode.RACE), calls);
        RunForecaster size = RunForecaster.of(race, tasks);

        assertThat(size.announcement())
                .endsWith(
                        "; the budget stops the search at %d calls, which is before its end; this budget buys about %d proposals"
                                .formatted(calls, proposals));
        assertThat(ViewJson.write(size.forecast(prices()))).contains("\"proposals\":" + proposals);
        List<Event> emitted = new ArrayList<>();
        new LocalRun(LoopScenario.model())
                .run(
                        new RunRequested(
                                new RunId("run"),
                                race,
                                LoopScenario.request(race, tasks).snapshot(),
                                11,
                                List.of(),
                                size.sizes(),
                                Prices.NONE),
                        tasks,
                        emitted::add);
        long made = emitted.stream().filter(StepRequested.class::isInstance).count();
        assertThat(made).isBetween(proposals / 2L, proposals * 2L);
    }

    /**
     * How long calls are is not known in advance, so such a budget is estimated and not refused.
     */
    @ParameterizedTest
    @CsvSource({"600000, 8, ', if calls are as long as in the paper'", "9000000, 12, ''"})
    void shouldEstimateAboutHowManyProposalsALimitOfTokensBuys(
            long tokens, int proposals, String condition) {
        Limits limits = new Limits(tokens < 1_000_000 ? null : 400L, tokens, null);
        Project race =
                limited(LoopScenario.project(SearchMode.RACE), new Budget(limits, Limits.NONE));
        RunForecaster size = RunForecaster.of(race, tasks);

        assertThat(size.announcement())
                .endsWith(
                        "; this budget buys about %d proposals%s".formatted(proposals, condition));
        assertThat(ViewJson.write(size.forecast(prices()))).contains("\"proposals\":" + proposals);
        assertThatCode(() -> size.requireBudget(Prices.NONE)).doesNotThrowAnyException();
    }

    @Test
    void shouldForecastNoProposalsWithoutALimitOfCallsAndInThePapersSearch() {
        Project race = LoopScenario.project(SearchMode.RACE);
        for (Project one : List.of(race, limited(200)))
            assertThat(ViewJson.write(RunForecaster.of(one, tasks).forecast(prices())))
                    .contains("\"proposals\":null");
        assertThat(RunForecaster.of(race, tasks).announcement()).doesNotContain("proposals");
    }

    @Test
    void shouldRefuseSplitsThatAreTooSmall() {
        assertThatCode(() -> RunForecaster.of(project, tasks).requireEnough())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RunForecaster.of(project, tasks.subList(10, 32)).requireEnough())
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "the splits are too small: 2 train, 20 val, 0 test; a run needs 3 train"
                                + " (one batch), 1 val and 1 test: add tasks");
    }

    @Test
    void shouldDeriveTheRunIdFromEverythingThatDiffers() {
        SnapshotSpec snapshot = LoopScenario.request(project, tasks).snapshot();
        SnapshotSpec other =
                new SnapshotSpec(project.id(), "other", 52, snapshot.hash(), snapshot.shares());
        Project changed =
                with(
                        new MetaSettings(
                                project.meta().promptRounds() + 1, 0, 1, 0, InitialScore.TRIAL),
                        project.optimizers());

        assertThat(
                        List.of(
                                RunsStartCommand.id(project, snapshot, 1, ""),
                                RunsStartCommand.id(project, snapshot, 2, ""),
                                RunsStartCommand.id(project, other, 1, ""),
                                RunsStartCommand.id(project, snapshot, 1, "base"),
                                RunsStartCommand.id(changed, snapshot, 1, "")))
                .doesNotHaveDuplicates()
                .allMatch(run -> run.value().matches("run-dyck-[a-z2-7]{8}-[12]"));
        assertThat(RunsStartCommand.id(LoopScenario.project(), snapshot, 1, ""))
                .isEqualTo(RunsStartCommand.id(project, snapshot, 1, ""));
    }

    private Project limited(long calls) {
        return limited(project, calls);
    }

    private static Project limited(Project of, long calls) {
        return limited(of, Budget.ofCalls(calls));
    }

    private static Project limited(Project of, Budget budget) {
        return new Project(
                of.id(), of.seed(), of.loop(), of.optimizers(), of.meta(), of.shares(), budget);
    }

    private Project with(MetaSettings meta, List<OptimizerSpec> optimizers) {
        return new Project(
                project.id(),
                project.seed(),
                project.loop(),
                optimizers,
                meta,
                project.shares(),
                Budget.NONE);
    }
}
