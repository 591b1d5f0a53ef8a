package metatextgrad.embedded.faults;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.CollectedReports;
import metatextgrad.cli.testing.FailingWorkerOwner;
import metatextgrad.cli.testing.NextRelease;
import metatextgrad.cli.testing.StreamServicesForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.ops.LoopMeters;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services of a release whose records have one more field replace those of this one during a run,
 * on a broker and with the rules of a registry. Rows in stores are of this release.
 */
@Tag("broker")
final class UpgradeOnBrokerTest {
    private static final int PARTITIONS = 3;
    private static final List<String> UPGRADED = List.of("optimizer", "candidate", "loss", "meta");

    private final Project project = LoopScenario.project();
    private final List<TaskSubmitted> tasks = LoopScenario.tasks(project);
    private final RunRequested request = LoopScenario.request(project, tasks);
    private final LoopMeters meters = new LoopMeters(new SimpleMeterRegistry());
    private final Map<String, ServiceRunner> running = new HashMap<>();

    @TempDir private Path temp;

    @AfterEach
    void stop() {
        running.values().forEach(ServiceRunner::close);
        running.clear();
    }

    @Test
    @DisplayName("FAULT 44: on a broker, services are upgraded in the middle of a run")
    void shouldEndOnTheSameBytesWhenServicesAreUpgraded() throws Exception {
        LocalRun memory = new LocalRun(LoopScenario.model());
        RunState local = memory.run(request, tasks, event -> {});
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                SimulatorServer simulator =
                        SimulatorServer.start(
                                LoopScenario.simulator().withLatency(LatencyPlan.parse("50ms")));
                var model = FailingWorkerOwner.model(simulator.baseUrl())) {
            Settings settings = settings(kafka);
            try (Admin admin = Admin.create(settings.client())) {
                new TopicSetup(admin, settings).apply();
            }
            TopicSchemas.register(settings);
            Serde<Event> current = EventSerde.registry(settings.registry());
            Serde<Event> next = new NextRelease(settings.registry()).events();
            for (Service service : StreamServicesForTests.all()) start(service, settings, current);
            try (LlmWorker worker = worker(settings, model);
                    ClusterForTests cluster = ClusterForTests.connect(settings)) {
                worker.start();
                cluster.send(request, tasks);
                long share = memory.answers().billed() / (UPGRADED.size() + 1);
                for (int i = 0; i < UPGRADED.size(); i++) {
                    long calls = share * (i + 1);
                    Waits.await().until(() -> simulator.calls().calls() >= calls);
                    upgrade(UPGRADED.get(i), settings, next);
                }

                RunState end = cluster.end(request.id());
                assertThat(LoopScenario.result(end)).isEqualTo(LoopScenario.result(local));
                assertThat(simulator.calls().calls()).isEqualTo(memory.answers().billed());
                assertThat(cluster.all(Topics.DEAD_LETTERS, DeadLetter.class)).isEmpty();
                cluster.requireInvariants(simulator.calls().calls(), 0);
                stop(); // Before their broker, for which they would wait.
            }
        }
    }

    private void start(Service service, Settings settings, Serde<Event> events) {
        running.put(service.name(), ServiceRunner.start(service, settings, events, meters));
    }

    private void upgrade(String name, Settings settings, Serde<Event> next) {
        requireNonNull(running.remove(name)).close();
        for (Service service : StreamServicesForTests.all())
            if (service.name().equals(name)) start(service, settings, next);
    }

    private LlmWorker worker(Settings settings, OpenAiModel model) {
        return new LlmWorker(
                new WorkerSettings(
                        settings,
                        ModelEndpoints.simulated(URI.create("http://localhost")),
                        WorkerSerde.registry(settings.registry())),
                model,
                new WorkerMeters(new SimpleMeterRegistry()),
                new CollectedReports());
    }

    private Settings settings(EmbeddedKafka kafka) {
        return new Settings(
                kafka.bootstrapServers(),
                SharedRegistry.url(),
                "upgrade.",
                "upgrade",
                temp.resolve("stores"),
                0,
                PARTITIONS,
                (short) 1,
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                Map.of());
    }
}
