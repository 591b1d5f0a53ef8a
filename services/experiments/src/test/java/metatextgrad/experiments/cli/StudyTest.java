package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.experiments.Amortised;
import metatextgrad.experiments.CallMatch;
import metatextgrad.experiments.CallPrices;
import metatextgrad.experiments.Experiment;
import metatextgrad.experiments.ExperimentEnvironment;
import metatextgrad.experiments.LocalExperimentEnvironment;
import metatextgrad.experiments.Method;
import metatextgrad.experiments.MethodOutcome;
import metatextgrad.experiments.RunTrace;
import metatextgrad.experiments.Transfer;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the forecast of an experiment with its real cost. */
final class StudyTest {
    /** No optimizer here rewrites a whole program, so no program grows. */
    @Test
    void shouldSendAboutTheAnnouncedRequestsAndNoMore() throws Exception {
        Study study = study("tgd", "momentum");
        List<Method> methods = paper(study);
        long announced = study.requests(methods).total();

        assertThat(study.announcement(methods, 3))
                .startsWith("demo: methods: 14, seeds: 3; 44 tasks: 8 train, 16 val, 20 test; ")
                .contains(
                        "; at most about %d requests per seed, at most about %d in total"
                                .formatted(announced, 3 * announced));
        assertThat(asked(study, methods)).isBetween(announced * 8 / 10, announced);
    }

    @Test
    void shouldSendTheAnnouncedRequestsIfProgramsGrow() throws Exception {
        Study study = study("tgd", "adas");
        List<Method> methods = paper(study);
        long announced = study.requests(methods).total();

        assertThat(study.announcement(methods, 1))
                .contains("; about %d to %d requests per seed".formatted(announced, 2 * announced))
                .endsWith(
                        "; a restructured program may make more calls than the seed program (simulated models)");
        assertThat(asked(study, methods)).isBetween(announced, 2 * announced);
    }

    /** Returns all rows but the race, which sends far fewer requests than its bound. */
    private static List<Method> paper(Study study) {
        return Method.all(study.project()).stream()
                .filter(method -> method.kind() != Method.Kind.PARETO)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldMatchTheCostOfMetaTextGradWithinTwoPercent(SearchMode mode) throws Exception {
        Study small = study("tgd", "momentum");
        Project project =
                small.project()
                        .withOptimizers(
                                small.project().optimizers().stream()
                                        .map(StudyTest::ofSixSteps)
                                        .toList())
                        .withMeta(small.project().meta().in(mode));
        Study study =
                new Study(
                        "demo",
                        project,
                        DemoTasks.dyck.tasks(project.id(), "study", 50, 100, 20, 1),
                        small.models());
        List<Method> methods =
                Method.all(project).stream()
                        .filter(
                                method ->
                                        method.kind() == Method.Kind.METATEXTGRAD
                                                || method.name().startsWith("restarts"))
                        .toList();
        Experiment experiment =
                Experiment.run(
                        project,
                        study.tasks(),
                        methods,
                        1,
                        CallPrices.of(project, Prices.NONE),
                        seed -> new LocalExperimentEnvironment(study.simulated(), study.tasks()),
                        1,
                        any -> {});
        assertThat(experiment.matches())
                .extracting(CallMatch::method)
                .containsExactly("restarts", "restarts-by-dollars");
        assertThat(experiment.matches().getFirst().calls()).isBetween(.98, 1.02);
        assertThat(experiment.matches().getLast().dollars()).isBetween(.98, 1.02);
        MethodOutcome whole = experiment.of(Method.Kind.METATEXTGRAD).getFirst();
        assertThat(whole.curve().getLast().requests())
                .isEqualTo(whole.search().total() - whole.search().of(ModelRole.META));
    }

    private static OptimizerSpec ofSixSteps(OptimizerSpec optimizer) {
        return new OptimizerSpec(
                optimizer.name(),
                optimizer.phases().stream().map(phase -> phase.withSteps(6)).toList());
    }

    @Test
    void shouldCountWorldSeedsFromTheSeedOfTheSimulator() {
        Study first = study("tgd", "momentum");
        SimulatorConfig third = SimulatorConfig.of("demo").withServerSeed(3);
        Study other = new Study("demo", first.project(), first.tasks(), third);
        assertThat(replies(other.simulated(0), first))
                .isEqualTo(replies(first.simulated(2), first))
                .isNotEqualTo(replies(first.simulated(0), first));
    }

    private static List<Reply> replies(SimulatedModel model, Study study) {
        return study.tasks().stream()
                .map(
                        task ->
                                model.ask(
                                        study.project().loop().model(ModelRole.PROGRAM),
                                        List.of(Message.user(task.input())),
                                        1))
                .toList();
    }

    /** Learning is in the calls of the learned optimizer, and in those of the restarts. */
    @Test
    void shouldGiveRestartsTheCallsOfLearningAndUsingTogether() {
        Study study = study("tgd", "momentum");
        List<Transfer.Side> sets =
                IntStream.range(0, 4)
                        .mapToObj(set -> StudyOptions.redrawn(study, DemoTasks.dyck, 20, set))
                        .map(one -> new Transfer.Side(one.project(), one.tasks()))
                        .toList();
        Amortised amortised = new Amortised(sets.subList(0, 2), sets.subList(2, 4));
        Map<String, MethodOutcome> outcomes =
                amortised.outcomes(
                        1,
                        set ->
                                new LocalExperimentEnvironment(
                                        study.simulated(set), sets.get(set).tasks()));

        long learned = outcomes.get(Amortised.LEARNED).search().total();
        long restarts = outcomes.get(Amortised.RESTARTS).search().total();
        assertThat(learned).isGreaterThan(2 * outcomes.get(Amortised.BASE).search().total());
        assertThat(restarts / (double) learned).isBetween(.98, 1.02);
        assertThat(outcomes.values()).allSatisfy(one -> assertThat(one.test()).hasSize(40));
    }

    /** Dollars if models have prices; twice the calls of the seed program if it may grow. */
    @Test
    void shouldForecastTokensAndMoneyOfRealModels() {
        Study steady = real(study("tgd", "momentum"));
        Study growing = real(study("tgd", "adas"));
        List<Method> none = Method.named(List.of(), steady.project());
        Prices prices =
                new Prices(
                        LocalDate.of(2026, 11, 1),
                        new TreeMap<>(Map.of("sim-student", new Price(1_000_000, 2_000_000))));

        StudyForecast forecast = steady.forecast(none, 3, prices);

        assertThat(forecast.max().maxRequestsByRole())
                .isEqualTo(steady.requests(none).times(3).requests());
        assertThat(forecast.text()).startsWith(steady.announcement(none, 3)).hasSize(4);
        assertThat(forecast.text().getLast())
                .isEqualTo(
                        "at most $6.65 to $13.31, depending on the ratio of input to output tokens, at prices of 2026-11-01; plus the cost of sim-critic, sim-meta, sim-optimizer, whose price is unknown");
        assertThat(growing.forecast(none, 3, prices).max().maxRequestsByRole())
                .isEqualTo(growing.requests(none).times(6).requests());
    }

    @Test
    void shouldSendAboutTheAnnouncedRequestsForATransfer() {
        Study from = study("tgd", "momentum");
        Study to = study("momentum", "tgd");
        long announced = from.forecastTransfer(to, 1).max().maxRequests();
        Counting there =
                new Counting(new LocalExperimentEnvironment(from.simulated(), from.tasks()));
        Counting here = new Counting(new LocalExperimentEnvironment(to.simulated(), to.tasks()));

        new Transfer(
                        new Transfer.Side(from.project(), from.tasks()),
                        new Transfer.Side(to.project(), to.tasks()))
                .outcomes(2, there, here);

        assertThat(there.requests + here.requests).isBetween(announced * 8 / 10, announced);
    }

    private static Study real(Study simulated) {
        return new Study(simulated.name(), simulated.project(), simulated.tasks(), null);
    }

    private static long asked(Study study, List<Method> methods) throws InterruptedException {
        Counting environment =
                new Counting(new LocalExperimentEnvironment(study.simulated(), study.tasks()));
        Experiment.run(
                study.project(),
                study.tasks(),
                methods,
                1,
                CallPrices.of(study.project(), Prices.NONE),
                seed -> environment,
                1,
                any -> {});
        return environment.requests;
    }

    private static Study study(String... optimizers) {
        Project demo = Inputs.project("the demo's project", DemoTasks.dyck.project());
        Project project =
                demo.withOptimizers(
                                List.of(optimizers).stream()
                                        .map(
                                                name ->
                                                        new OptimizerSpec(
                                                                name,
                                                                List.of(
                                                                        Strategies.plain(name)
                                                                                .withSteps(2))))
                                        .toList())
                        .withMeta(new MetaSettings(1, 1, 1, 0, MetaSettings.InitialScore.TRIAL))
                        .withLoop(demo.loop().withSkipCorrect(false));
        List<TaskSubmitted> tasks = DemoTasks.dyck.tasks(project.id(), "study", 8, 16, 20, 1);
        return new Study("demo", project, tasks, SimulatorConfig.of("demo"));
    }

    /** Counts all requests, cached ones included. */
    private static final class Counting implements ExperimentEnvironment {
        private final ExperimentEnvironment environment;
        private long requests;

        Counting(ExperimentEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public RunTrace run(RunRequested request) {
            return counted(environment.run(request));
        }

        @Override
        public RunTrace trial(TrialStart start) {
            return counted(environment.trial(start));
        }

        private RunTrace counted(RunTrace trace) {
            requests += trace.all().total();
            return trace;
        }
    }
}
