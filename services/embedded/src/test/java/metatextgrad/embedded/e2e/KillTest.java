package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.DemoSimulators;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.SettingsReader;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.StablePort;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run survives {@code kill -9} of everything at once (FAULT 1 to 7 in one). */
@Tag("broker")
final class KillTest {
    private static final Pattern UP =
            Pattern.compile("KAFKA_BOOTSTRAP_SERVERS=(\\S+) APICURIO_REGISTRY_URL=(\\S+)");
    private static final Pattern PAGES = Pattern.compile("health and metrics on port (\\d+)");
    private static final Pattern DOUBTS =
            Pattern.compile("^mtg_llm_in_doubt_total(?:\\{.*})? (\\S+)$", Pattern.MULTILINE);
    private static final String AWAY = "the model does not answer";
    private static final String AGAIN = "the schema registry terminated; it is restarted";
    private static final int BEFORE_KILL = 100;
    private static final double MAX_IN_FLIGHT = 256;

    @TempDir private Path temp;

    /** The loop of the paper is killed in {@code ServicesKilledTest}; here, only on demand. */
    static List<Project> projects() {
        return Boolean.getBoolean("kills.all")
                ? List.of(LoopScenario.race(), LoopScenario.project())
                : List.of(LoopScenario.race());
    }

    @ParameterizedTest
    @MethodSource("projects")
    @DisplayName("FAULT 5: kill -9 of everything with calls in flight: one end, doubts are counted")
    void shouldEndAsIfItHadNeverBeenKilledAndCountTheCallsInDoubt(Project project)
            throws Exception {
        List<TaskSubmitted> tasks = LoopScenario.fewTasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        LocalRun local = new LocalRun(LoopScenario.model());
        String expected = LoopScenario.result(local.run(request, tasks, event -> {}));
        SimulatorConfig slow = LoopScenario.simulator().withLatency(LatencyPlan.parse("200ms"));
        try (SimulatorServer simulator = SimulatorServer.start(slow)) {
            // Given
            int atKill;
            long killed;
            ProcessHandle registry;
            try (MtgCommand.Started up = up(simulator);
                    ClusterForTests cluster = cluster(up)) {
                cluster.send(request, tasks);
                registry = registry();
                Waits.await()
                        .pollInterval(Duration.ofMillis(5))
                        .until(
                                () ->
                                        simulator.calls().calls() >= BEFORE_KILL
                                                && simulator.calls().inFlight() > 0);

                // When
                up.kill();
                killed = System.currentTimeMillis();
                // What had left reaches the simulator yet, and counts as out.
                Waits.await()
                        .during(Duration.ofSeconds(1))
                        .until(() -> simulator.calls().inFlight() == 0);
                atKill = simulator.calls().distinct();
            }

            // Then
            double doubts;
            long unanswered;
            Waits.await().until(() -> !registry.isAlive());
            assertThat((long) simulator.calls().distinct()).isLessThan(local.answers().billed());
            try (MtgCommand.Started up = up(simulator);
                    ClusterForTests cluster = cluster(up)) {
                RunState state = cluster.end(request.id());
                assertThat(LoopScenario.result(state)).isEqualTo(expected);
                doubts = doubts(up);
                assertThat((double) cluster.inDoubt(request.id())).isEqualTo(doubts);
                assertThat(replayed(up, request)).isZero();
                unanswered = atKill - cluster.paidUntil(killed);
                cluster.requireInvariants(simulator.calls().calls(), (long) doubts);
                assertThat(up.err()).doesNotContain("paused: ", AWAY, "\tat ");
                assertThat(Files.readString(temp.resolve("data/logs/mtg.log")))
                        .doesNotContain("TaskCorruptedException");
                requireUnseen(up);
            }
            long repeated = simulator.calls().calls() - simulator.calls().distinct();
            System.out.println(
                    "kill -9: %d calls repeated, %d had no recorded answer, %.0f counted as in doubt, %d in total"
                            .formatted(repeated, unanswered, doubts, simulator.calls().calls()));
            assertThat((long) simulator.calls().distinct()).isEqualTo(local.answers().billed());
            assertThat(repeated).isLessThanOrEqualTo(unanswered);
            // A call may be recorded as started and killed before it leaves: in doubt, not
            // repeated.
            assertThat(doubts).isBetween((double) repeated, MAX_IN_FLIGHT);
        }
    }

    private int replayed(MtgCommand.Started up, RunRequested request) throws Exception {
        Matcher where = UP.matcher(up.err());
        assertThat(where.find()).isTrue();
        MtgCommand.Ended ended =
                MtgCommand.in(temp)
                        .with("KAFKA_BOOTSTRAP_SERVERS", where.group(1))
                        .with("APICURIO_REGISTRY_URL", where.group(2))
                        .here("replay", "--run", request.id().value());
        return ended.code();
    }

    @Test
    void shouldReportAnUnreachableServerAndFinishTheRunOnceItIsReachable() throws Exception {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        LocalRun local = new LocalRun(LoopScenario.model());
        String expected = LoopScenario.result(local.run(request, tasks, event -> {}));
        SimulatorServer gone = SimulatorServer.start(DemoSimulators.onPort(StablePort.any()));
        try (gone;
                MtgCommand.Started up = up(gone);
                ClusterForTests cluster = cluster(up)) {
            requireRefused(gone, up);
            gone.close();
            cluster.send(request, tasks);

            Waits.await().until(() -> up.err().contains(AWAY));

            assertThat(up.err().lines().filter(line -> line.contains(AWAY)))
                    .singleElement()
                    .asString()
                    .contains(" WARN ", gone.baseUrl().toString());
            assertThat(page(up, "/health/ready")).contains(AWAY);

            registry().destroyForcibly();

            Waits.await().until(() -> up.err().contains(AGAIN));

            SimulatorConfig there =
                    DemoSimulators.onPort(gone.baseUrl().getPort())
                            .withServerSeed(LoopScenario.simulator().serverSeed());
            try (SimulatorServer back = SimulatorServer.start(there)) {
                assertThat(LoopScenario.result(cluster.end(request.id()))).isEqualTo(expected);
                assertThat((long) back.calls().distinct()).isEqualTo(local.answers().billed());
                cluster.requireInvariants(back.calls().calls(), 0);
            }
            assertThat(up.err().lines().filter(line -> line.contains(" is reachable again")))
                    .hasSize(1);
            assertThat(up.err().lines().filter(line -> line.contains(AGAIN))).hasSize(1);
            assertThat(up.err()).doesNotContain("\tat ", "Unexpected");
            requireUnseen(up);
        }
    }

    /** A second one on the same folder. */
    private void requireRefused(SimulatorServer simulator, MtgCommand.Started up) {
        Matcher pages = PAGES.matcher(up.err());
        assertThat(pages.find()).isTrue();
        String[] again = arguments();
        again[2] = temp.resolve(".").resolve("data").toString();
        MtgCommand.Ended second =
                command(simulator).with("MTG_OPS_PORT", pages.group(1)).here(again);
        assertThat(second.code()).isEqualTo(78);
        assertThat(second.err().lines().filter(line -> line.startsWith("mtg: The")))
                .singleElement()
                .asString()
                .contains(
                        "The data folder %s is in use by process %d"
                                .formatted(temp.resolve("data"), up.process().pid()));
        assertThat(second.err()).doesNotContain("\tat ");
        assertThat(up.process().isAlive()).isTrue();
    }

    private MtgCommand command(SimulatorServer simulator) {
        return MtgCommand.in(temp)
                .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                .with("OPENAI_API_KEY", Canary.KEY)
                .with("MTG_OPS_PORT", "0");
    }

    private String[] arguments() {
        String data = temp.resolve("data").toString();
        return new String[] {"up", "--data", data, "--kafka-port", "0", "--registry-port", "0"};
    }

    /** Returns once tasks flow. */
    private MtgCommand.Started up(SimulatorServer simulator) {
        MtgCommand.Started up = command(simulator).start(arguments());
        Waits.await().until(() -> !up.process().isAlive() || UP.matcher(up.err()).find());
        assertThat(up.process().isAlive()).as(up.err()).isTrue();
        return up;
    }

    /** FAULT 45: standard error is checked when the process ends. */
    private void requireUnseen(MtgCommand.Started up) throws Exception {
        Matcher where = UP.matcher(up.err());
        assertThat(where.find()).isTrue();
        Canary.requireUnseenOn(where.group(1));
        Canary.requireUnseenIn("metrics", page(up, "/metrics"));
        Canary.requireUnseenIn("health", page(up, "/health/ready"));
        Canary.requireUnseenIn("log", Files.readString(temp.resolve("data/logs/mtg.log")));
    }

    private static double doubts(MtgCommand.Started up) throws IOException, InterruptedException {
        return DOUBTS.matcher(page(up, "/metrics"))
                .results()
                .mapToDouble(hit -> Double.parseDouble(hit.group(1)))
                .sum();
    }

    private static String page(MtgCommand.Started up, String path)
            throws IOException, InterruptedException {
        Matcher where = PAGES.matcher(up.err());
        assertThat(where.find()).isTrue();
        URI page = URI.create("http://127.0.0.1:" + where.group(1) + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static ClusterForTests cluster(MtgCommand.Started up) {
        Matcher where = UP.matcher(up.err());
        assertThat(where.find()).isTrue();
        Map<String, String> environment =
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", where.group(1),
                        "APICURIO_REGISTRY_URL", where.group(2));
        return ClusterForTests.connect(SettingsReader.read(Map.of(), environment, null).settings());
    }

    private ProcessHandle registry() throws IOException {
        String record = Files.readString(temp.resolve("data/registry/pid"));
        long pid = Long.parseLong(record.substring(0, record.indexOf(' ')));
        return ProcessHandle.of(pid).orElseThrow();
    }
}
