package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Setting;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A requested shutdown is no failure. A failure names the service and reason in one line. */
@Tag("broker")
final class ShutdownTest {
    private static final Pattern LOGGED = Pattern.compile(" (INFO|WARN) ");
    private static final int SIGTERM = 143;
    private static final int IN_FLIGHT = 64;
    private static final int ASKS = 300;
    private static final Pattern UP =
            Pattern.compile("up: KAFKA_BOOTSTRAP_SERVERS=(\\S+) APICURIO_REGISTRY_URL=(\\S+)");

    private static final Pattern NO_MODEL =
            Pattern.compile(
                    "the model cannot be used yet: no model server answers at"
                            + " http://127.0.0.1:1/v1");

    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 43: shut down, under load too: no failure is reported, no call is repeated")
    void shouldReportNoFailureWhenShutDown() throws Exception {
        try (MtgCommand.Started up = up()) {
            await(up, NO_MODEL);
            Matcher where = await(up, UP);
            MtgCommand service =
                    MtgCommand.in(temp)
                            .with(Setting.KAFKA_BOOTSTRAP_SERVERS.name(), where.group(1))
                            .with(Setting.APICURIO_REGISTRY_URL.name(), where.group(2))
                            .with(Setting.MTG_PREFIX.name(), "own.")
                            .with(Setting.MTG_PARTITIONS.name(), "1")
                            .with(Setting.MTG_OPS_PORT.name(), "0")
                            .with(Setting.MTG_DATA.name(), temp.resolve("own").toString())
                            .with("KAFKA_METADATA_MAX_AGE_MS", "1000");
            service.done("topics", "apply");
            toldToEnd(service, where);
            toldToEndUnderLoad(service);
            toldTwice(service);
            Canary.requireUnseenOn(where.group(1));
            stopsByItself(service, where);

            MtgCommand.Ended ended = toldToEnd(up);
            assertThat(ended.err()).doesNotContain("answer again");
            assertThat(lastLine(ended)).endsWith("  shutting down");
        }
    }

    private void toldToEnd(MtgCommand service, Matcher where) throws Exception {
        try (MtgCommand.Started candidate = service.start("service", "candidate")) {
            awaitMember(where.group(1), "own.candidate");
            toldToEnd(candidate);
        }
    }

    /** FAULT 43: shutdown waits for calls in flight, so that none is billed twice. */
    private void toldToEndUnderLoad(MtgCommand service) throws Exception {
        try (SimulatorServer slow =
                        SimulatorServer.start(
                                SimulatorConfig.of("demo").withLatency(LatencyPlan.parse("1s")));
                ClusterForTests cluster = ClusterForTests.connect(settings(service))) {
            MtgCommand worker =
                    service.with(Setting.OPENAI_BASE_URL.name(), slow.baseUrl().toString())
                            .with(Setting.OPENAI_API_KEY.name(), Canary.KEY)
                            .with(Setting.MTG_MAX_IN_FLIGHT.name(), "" + IN_FLIGHT);
            cluster.ask(0, ASKS);
            try (MtgCommand.Started first = worker.start("service", "llm-worker")) {
                Waits.await().until(() -> slow.calls().inFlight() == IN_FLIGHT);
                toldToEnd(first);
            }
            long calls = slow.calls().calls();
            assertThat(calls).isLessThan(ASKS);
            assertThat(answers(cluster)).isEqualTo(calls);
            try (MtgCommand.Started again = worker.start("service", "llm-worker")) {
                Waits.looking().until(() -> answers(cluster) == ASKS);
                toldToEnd(again);
            }
            assertThat(slow.calls().calls()).isEqualTo(ASKS);
        }
    }

    /** A second signal ends the process without waiting for calls in flight. */
    private void toldTwice(MtgCommand service) throws Exception {
        try (SimulatorServer slow =
                        SimulatorServer.start(
                                SimulatorConfig.of("demo").withLatency(LatencyPlan.parse("28s")));
                ClusterForTests cluster = ClusterForTests.connect(settings(service));
                MtgCommand.Started worker =
                        service.with(Setting.OPENAI_BASE_URL.name(), slow.baseUrl().toString())
                                .with(Setting.OPENAI_API_KEY.name(), Canary.KEY)
                                .start("service", "llm-worker")) {
            cluster.ask(ASKS, ASKS + 1);
            Waits.await().until(() -> slow.calls().inFlight() == 1);
            // Two signals that arrive together count as one.
            Waits.await()
                    .until(
                            () -> {
                                worker.process().destroy();
                                return !worker.process().isAlive();
                            });

            assertThat(worker.end().code()).isEqualTo(SIGTERM);
            assertThat(answers(cluster)).isEqualTo(ASKS);
        }
    }

    private static long answers(ClusterForTests cluster) {
        return cluster.all(Topics.responses(Requester.CANDIDATE), LlmResponse.class).size();
    }

    private static Settings settings(MtgCommand service) {
        return SettingsReader.read(Map.of(), service.environment(), null).settings();
    }

    private void stopsByItself(MtgCommand service, Matcher where) throws Exception {
        try (MtgCommand.Started loss = service.start("service", "loss")) {
            awaitMember(where.group(1), "own.loss");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", where.group(1)))) {
                admin.deleteTopics(
                                admin.listTopics().names().get().stream()
                                        .filter(topic -> topic.startsWith("own."))
                                        .toList())
                        .all()
                        .get();
            }
            MtgCommand.Ended ended = loss.end();
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err().lines().filter(line -> line.startsWith("mtg: ")))
                    .singleElement()
                    .asString()
                    .startsWith("mtg: loss stopped (ERROR: ")
                    .endsWith("): restart it");
        }
    }

    @Test
    void shouldReportNoFailureWhenARunIsShutDown() throws Exception {
        try (MtgCommand.Started demo = MtgCommand.in(temp).start("demo")) {
            await(demo, Pattern.compile("step 1, proposal "));
            assertThat(toldToEnd(demo).err()).contains("\nshutting down\n");
        }
    }

    private static MtgCommand.Ended toldToEnd(MtgCommand.Started mtg) throws InterruptedException {
        mtg.process().destroy();
        MtgCommand.Ended ended = mtg.end();
        assertThat(ended.code()).isEqualTo(SIGTERM);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("mtg: ", "stopped", "\tat ", "ERROR");
        return ended;
    }

    private MtgCommand.Started up() {
        return MtgCommand.in(temp)
                .with(Setting.OPENAI_BASE_URL.name(), "http://127.0.0.1:1/v1")
                .with(Setting.OPENAI_API_KEY.name(), Canary.KEY)
                .with(Setting.MTG_OPS_PORT.name(), "0")
                .start(
                        "up",
                        "--data",
                        temp.resolve("data").toString(),
                        "--kafka-port",
                        "0",
                        "--registry-port",
                        "0");
    }

    private static Matcher await(MtgCommand.Started mtg, Pattern emitted) {
        Waits.await().until(() -> !mtg.process().isAlive() || emitted.matcher(mtg.err()).find());
        Matcher found = emitted.matcher(mtg.err());
        assertThat(found.find()).as(mtg.err()).isTrue();
        return found;
    }

    private static void awaitMember(String brokers, String group) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Waits.await()
                    .ignoreExceptions()
                    .until(
                            () ->
                                    admin
                                            .describeConsumerGroups(List.of(group))
                                            .all()
                                            .get()
                                            .values()
                                            .stream()
                                            .anyMatch(found -> !found.members().isEmpty()));
        }
    }

    /** Leaves out log lines: calls in flight may be logged in any order. */
    private static String lastLine(MtgCommand.Ended ended) {
        return ended.err()
                .lines()
                .filter(line -> !LOGGED.matcher(line).find())
                .reduce((one, next) -> next)
                .orElse("");
    }
}
