package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import metatextgrad.cli.demo.DemoApplication;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.e2e.MtgCommand;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.json.Resources;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From tasks of an application to a promoted prompt, on Kafka, without a command in between. */
@Tag("broker")
final class AdaptToTrafficTest {
    private static final int MOST = 20_000;

    /** Windows, runs, contests and a canary follow one another. */
    private static final Duration LONG = Duration.ofMinutes(20);

    @TempDir private Path temp;

    @Test
    void shouldPromoteABetterPromptByItself() throws Exception {
        String smaller =
                Resources.text("/projects/live.yaml")
                        .replace("calls: 600", "calls: 300")
                        .replace(
                                "tasks: 200, at-most: 24h, at-least: 100",
                                "tasks: 100, at-most: 24h, at-least: 50")
                        .replace("train: 40, val: 60", "train: 20, val: 20");
        Project project = Inputs.project("project", smaller);
        SimulatorConfig models = SimulatorConfig.of("demo");
        try (SimulatorServer simulator = SimulatorServer.start(models);
                AllInOneForTests all =
                        AllInOneForTests.start(temp.resolve("data"), simulator.baseUrl(), 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            cluster.send(
                    List.of(
                            new ProjectDefined(project, new Serial(1)),
                            new AdaptStarted(project, Prices.NONE, now, "ada")));
            List<TaskSubmitted> traffic = DemoTasks.dyck.traffic(project.id(), MOST, 1);
            VersionId champion =
                    PythonApplication.isPossible()
                            ? servedByPython(all, cluster, simulator, project, traffic)
                            : servedByJava(all, cluster, models, project, traffic);

            cluster.send(List.of(new AdaptStopped(project.id(), Instant.now(), "ada")));
            awaitQuiet(cluster);
            PromptsServed last = cluster.all(Topics.PROMPTS, PromptsServed.class).getLast();
            assertThat(last.champion()).isEqualTo(champion);
            assertThat(last.why()).startsWith("not found worse by users: ");
            assertThat(cluster.all(Topics.CONTESTS, GateContest.class))
                    .filteredOn(contest -> contest.challenger().equals(last.champion()))
                    .extracting(GateContest::stage)
                    .contains(GateContest.Stage.PASSED, GateContest.Stage.PROMOTED);
            requireDisjoint(cluster.all(Topics.WINDOWS, SetClosed.class));
            MtgCommand mtg = MtgCommand.on(temp, all.settings());
            assertThat(mtg.done("adapt", "status", project.id().value()))
                    .contains("project demo-live was stopped: no further run starts")
                    .contains(
                            "champion: "
                                    + champion
                                    + "; last change of the serving table: not found worse by users");
            assertThat(mtg.done("replay", "--run", "adapt-demo-live-000001"))
                    .contains("equal: the replay produced the same states");
        }
    }

    private static VersionId seed(Project project) {
        return VersionId.of(project.id(), project.seed());
    }

    /** The version that serves most; the seed program before the first table. */
    private static VersionId champion(ClusterForTests cluster, Project project) {
        List<PromptsServed> tables = cluster.all(Topics.PROMPTS, PromptsServed.class);
        return tables.isEmpty() ? seed(project) : tables.getLast().champion();
    }

    /** Serves until there is another champion, and returns it. */
    private VersionId servedByPython(
            AllInOneForTests all,
            ClusterForTests cluster,
            SimulatorServer simulator,
            Project project,
            List<TaskSubmitted> traffic)
            throws Exception {
        String models = simulator.baseUrl().toString();
        try (PythonApplication application =
                PythonApplication.start(temp, all.settings(), models, traffic)) {
            return Waits.looking()
                    .atMost(LONG)
                    .until(
                            () -> {
                                application.requireNoFailure();
                                return champion(cluster, project);
                            },
                            champion -> !champion.equals(seed(project)));
        }
    }

    private static VersionId servedByJava(
            AllInOneForTests all,
            ClusterForTests cluster,
            SimulatorConfig models,
            Project project,
            List<TaskSubmitted> traffic) {
        try (DemoApplication application =
                new DemoApplication(
                        all.settings(), project, new SimulatedModel(models.simulator()))) {
            application.start(Duration.ofMinutes(1));
            for (int i = 0; i < traffic.size(); i++) {
                application.serve(traffic.get(i));
                // Users need time too: at full speed all tasks are over before the first run ends.
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
                if (i % 100 == 0 && !champion(cluster, project).equals(seed(project)))
                    return champion(cluster, project);
            }
        }
        throw new AssertionError("no promotion in " + traffic.size() + " tasks");
    }

    /** Waits until the last run has ended, and each request has its answer. */
    private static void awaitQuiet(ClusterForTests cluster) {
        Waits.looking()
                .until(
                        () -> cluster.all(Topics.ADAPT_STATE, AdaptState.class).getLast(),
                        state -> !state.on() && state.run() == null);
        Waits.looking()
                .until(
                        () ->
                                cluster.all(Topics.LLM_REQUESTS, LlmRequest.class).size()
                                        - answered(cluster),
                        open -> open == 0);
    }

    private static int answered(ClusterForTests cluster) {
        return Stream.of(Requester.values())
                .mapToInt(
                        requester ->
                                cluster.all(Topics.responses(requester), LlmResponse.class).size())
                .sum();
    }

    /** No task that a run has read decides about its result. */
    private static void requireDisjoint(List<SetClosed> sets) {
        List<TaskId> read =
                sets.stream()
                        .map(SetClosed::snapshot)
                        .flatMap(one -> Stream.concat(one.train().stream(), one.val().stream()))
                        .toList();
        List<TaskId> gate =
                sets.stream()
                        .map(SetClosed::snapshot)
                        .map(Snapshot::gate)
                        .flatMap(List::stream)
                        .toList();
        // A new champion may use a task again; one set has each task once.
        assertThat(gate).isNotEmpty().doesNotContainAnyElementsOf(read);
        assertThat(sets)
                .allSatisfy(one -> assertThat(one.snapshot().gate()).doesNotHaveDuplicates());
    }
}
