package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that becomes unreachable while a command writes or reads. */
@Tag("broker")
final class BrokerUnreachableTest {
    @TempDir private Path temp;

    @Test
    void shouldReportABrokerThatStopsAnswering() throws Exception {
        ProjectDefined project = new ProjectDefined(LoopScenario.project(), new Serial(1));
        EmbeddedKafka kafka = EmbeddedKafka.start(temp, 0);
        String servers = kafka.bootstrapServers();
        Settings settings =
                SettingsReader.read(Map.of(), Map.of("KAFKA_BOOTSTRAP_SERVERS", servers), null)
                        .settings();
        Serde<Event> events = EventSerde.local();
        try (Admin admin = Cluster.admin(settings)) {
            new TopicSetup(admin, settings).apply();
        }
        try (EventWriter client =
                        new EventWriter(settings, events, EventWriter.COMMAND, TraceContext.NONE);
                EventReader reader = new EventReader(settings, events, List.of(Topics.PROJECTS))) {
            client.send(List.of(project));
            assertThat(reader.toEnd()).hasSize(1);

            kafka.close();

            List<ThrowingCallable> calls =
                    List.of(
                            () -> client.send(List.of(project)),
                            reader::toEnd,
                            () -> new EventReader(settings, events, List.of(Topics.RUNS)));
            calls.stream()
                    .map(BrokerUnreachableTest::made)
                    .toList()
                    .forEach(one -> says(servers, one));
        }
    }

    /** All commands wait for their time limits in parallel. */
    private static CompletableFuture<EnvironmentProblem> made(ThrowingCallable call) {
        return CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(EnvironmentProblem.class, call),
                task -> Thread.ofPlatform().daemon().start(task));
    }

    private static void says(String servers, CompletableFuture<EnvironmentProblem> call) {
        EnvironmentProblem problem = call.join();
        assertThat(problem)
                .hasMessage(
                        "no broker answers at %s: start one (mtg up --data FOLDER), or set KAFKA_BOOTSTRAP_SERVERS to a running one"
                                .formatted(servers));
        assertThat(problem.exit()).isEqualTo(Exit.UNREACHABLE);
    }
}
