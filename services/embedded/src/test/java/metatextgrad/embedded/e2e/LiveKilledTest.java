package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import metatextgrad.cli.demo.DemoApplication;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.json.Resources;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunSignal;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project that adapts to its traffic survives {@code kill -9} of everything at once, at random
 * moments. {@code -Dkills.live=N} kills more often.
 */
@Tag("broker")
final class LiveKilledTest {
    private static final Pattern UP =
            Pattern.compile("KAFKA_BOOTSTRAP_SERVERS=(\\S+) APICURIO_REGISTRY_URL=(\\S+)");
    private static final int KILLS = Integer.getInteger("kills.live", 1);
    private static final int TASKS = 260;
    private static final Duration BETWEEN = Duration.ofMillis(4);

    /** A kill comes within this time after the last task of a life. */
    private static final int MOMENT_MILLIS = 3_000;

    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 5: kill -9 of everything under traffic loses nothing and repeats nothing")
    void shouldLoseAndRepeatNothing() throws Exception {
        Project project = project();
        SimulatorConfig models = SimulatorConfig.of("demo");
        List<TaskSubmitted> traffic = DemoTasks.dyck.traffic(project.id(), (KILLS + 1) * TASKS, 1);
        Random moments = new Random(7);
        try (SimulatorServer simulator =
                SimulatorServer.start(models.withLatency(LatencyPlan.parse("50ms")))) {
            for (int life = 0; life <= KILLS; life++) {
                try (MtgCommand.Started up = up(simulator);
                        ClusterForTests cluster = ClusterForTests.connect(settings(up))) {
                    if (life == 0) cluster.send(started(project));
                    serve(up, project, models, traffic.subList(life * TASKS, (life + 1) * TASKS));
                    if (life < KILLS) {
                        LockSupport.parkNanos(
                                Duration.ofMillis(moments.nextInt(MOMENT_MILLIS)).toNanos());
                        up.kill();
                    } else {
                        requireSound(up, cluster, project, traffic, simulator);
                    }
                }
            }
        }
    }

    private static void requireSound(
            MtgCommand.Started up,
            ClusterForTests cluster,
            Project project,
            List<TaskSubmitted> traffic,
            SimulatorServer simulator)
            throws Exception {
        Waits.looking().until(() -> windows(cluster).size() > 1);
        cluster.send(List.of(new AdaptStopped(project.id(), now(), "ada")));
        Waits.looking()
                .until(
                        () -> cluster.all(Topics.ADAPT_STATE, AdaptState.class).getLast(),
                        state -> !state.on() && state.run() == null);
        List<String> sent = traffic.stream().map(task -> task.id().value()).sorted().toList();
        Waits.looking()
                .untilAsserted(
                        () ->
                                assertThat(
                                                cluster
                                                        .all(Topics.INTAKE_INBOX, AnswerGiven.class)
                                                        .stream()
                                                        .map(one -> one.task().value())
                                                        .sorted())
                                        .containsExactlyElementsOf(sent));
        assertThat(
                        cluster.all(Topics.INTAKE_INBOX, TaskArrived.class).stream()
                                .map(one -> one.task().id().value())
                                .sorted())
                .containsExactlyElementsOf(sent);
        assertThat(cluster.all(Topics.LIVE_SCORES, TaskJudged.class))
                .isNotEmpty()
                .extracting(TaskJudged::task)
                .doesNotHaveDuplicates();
        List<Integer> windows = windows(cluster);
        assertThat(windows)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, windows.size()).boxed().toList());
        List<RunId> runs =
                cluster.all(Topics.RUN_COMMANDS, RunSignal.class).stream()
                        .filter(RunRequested.class::isInstance)
                        .map(signal -> ((RunRequested) signal).id())
                        .toList();
        // The last window may close after the stop.
        assertThat(runs.size()).isBetween(windows.size() - 1, windows.size());
        assertThat(runs)
                .containsExactlyInAnyOrderElementsOf(
                        windows.subList(0, runs.size()).stream()
                                .map(number -> AdaptState.run(project.id(), number))
                                .toList());
        for (RunId run : runs) {
            RunState end = cluster.end(run);
            assertThat(end.status()).as(end.reason()).isEqualTo(RunState.Status.FINISHED);
            assertThat(replayed(up, run)).as("replay of " + run).isZero();
        }
        long doubts =
                cluster.all(Topics.LLM_REQUESTS, LlmRequest.class).stream()
                        .map(LlmRequest::run)
                        .distinct()
                        .mapToLong(cluster::inDoubt)
                        .sum();
        cluster.requireInvariants(simulator.calls().calls(), doubts);
        System.out.printf(
                "kill -9 %d times: %d tasks, %d windows, %d calls, %d of them repeated, %d in doubt%n",
                KILLS,
                sent.size(),
                windows.size(),
                simulator.calls().calls(),
                simulator.calls().calls() - simulator.calls().distinct(),
                doubts);
    }

    /** The numbers of the windows, in the order in which they closed. */
    private static List<Integer> windows(ClusterForTests cluster) {
        return cluster.all(Topics.WINDOWS, SetClosed.class).stream()
                .map(SetClosed::set)
                .filter(set -> set.startsWith("@window"))
                .map(WindowRequested::number)
                .toList();
    }

    private static int replayed(MtgCommand.Started up, RunId run) throws Exception {
        Matcher where = where(up);
        return MtgCommand.in(up.errFile().getParent())
                .with("KAFKA_BOOTSTRAP_SERVERS", where.group(1))
                .with("APICURIO_REGISTRY_URL", where.group(2))
                .here("replay", "--run", run.value())
                .code();
    }

    private static void serve(
            MtgCommand.Started up,
            Project project,
            SimulatorConfig models,
            List<TaskSubmitted> tasks) {
        try (DemoApplication application =
                new DemoApplication(
                        settings(up), project, new SimulatedModel(models.simulator()))) {
            application.start(Duration.ofMinutes(2));
            for (TaskSubmitted task : tasks) {
                application.serve(task);
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }

    private static List<Event> started(Project project) {
        return List.of(
                new ProjectDefined(project, new Serial(1)),
                new AdaptStarted(project, Prices.NONE, now(), "ada"));
    }

    private static Project project() {
        return Inputs.project(
                "project",
                Resources.text("/projects/live.yaml")
                        .replace("calls: 600", "calls: 200")
                        .replace("after: 10s", "after: 2s")
                        .replace(
                                "tasks: 200, at-most: 24h, at-least: 100",
                                "tasks: 100, at-most: 24h, at-least: 50")
                        .replace("train: 40, val: 60", "train: 20, val: 20"));
    }

    private MtgCommand.Started up(SimulatorServer simulator) {
        String data = temp.resolve("data").toString();
        MtgCommand.Started up =
                MtgCommand.in(temp)
                        .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                        .with("MTG_OPS_PORT", "0")
                        .start("up", "--data", data, "--kafka-port", "0", "--registry-port", "0");
        Waits.await().until(() -> !up.process().isAlive() || UP.matcher(up.err()).find());
        assertThat(up.process().isAlive()).as(up.err()).isTrue();
        return up;
    }

    private static Settings settings(MtgCommand.Started up) {
        Matcher where = where(up);
        return SettingsReader.read(
                        Map.of(),
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", where.group(1),
                                "APICURIO_REGISTRY_URL", where.group(2)),
                        null)
                .settings();
    }

    private static Matcher where(MtgCommand.Started up) {
        Matcher where = UP.matcher(up.err());
        assertThat(where.find()).isTrue();
        return where;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
