package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.CollectedReports;
import metatextgrad.cli.testing.DemoSimulators;
import metatextgrad.cli.testing.FailingWorkerOwner;
import metatextgrad.cli.testing.FollowedRecords;
import metatextgrad.cli.testing.Invariants;
import metatextgrad.cli.testing.LoopOwner;
import metatextgrad.cli.testing.ServiceReset;
import metatextgrad.cli.testing.Waits;
import metatextgrad.cli.testing.WrittenRecords;
import metatextgrad.config.Settings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.ops.LoopMeters;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that reads the log again from its beginning makes no call, and no table that people or
 * applications follow goes backwards.
 */
@Tag("broker")
final class ResetTest {
    /** Longer than a batch takes on a busy machine: a batch closed early has no scores. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final Duration QUIET = Duration.ofSeconds(1);

    /** One answer comes long after its batch was closed without it. */
    private static final FaultPlan LATE = FaultPlan.parse("ok*120,503(20)");

    @TempDir private Path temp;

    private final Project project = LoopScenario.project();
    private final List<TaskSubmitted> tasks = LoopScenario.tasks(project);
    private final RunRequested request = LoopScenario.request(project, tasks);

    @Test
    @DisplayName("FAULT 30: each service alone, and all together, are reset")
    void shouldMakeNoCallAndServeTheSameAfterAnyReset() throws Exception {
        SimulatorConfig late = DemoSimulators.withFaults(LATE);
        try (Canary canary = Canary.listening();
                EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                SimulatorServer simulator = SimulatorServer.start(late)) {
            Settings settings = settings(kafka.bootstrapServers());
            try (Admin admin = Admin.create(settings.client())) {
                new TopicSetup(admin, settings).apply();
                FollowedRecords before;
                try (Running all = new Running(settings, StreamServices.all(), simulator)) {
                    before = emitted(settings);
                    awaitLate(settings, simulator);
                }
                long calls = simulator.calls().calls();
                for (List<Service> services : choices()) {
                    for (Service service : services)
                        ServiceReset.of(admin, settings, service).beginAgain();
                    try (Running some = new Running(settings, services, simulator)) {
                        Waits.await()
                                .during(QUIET)
                                .until(() -> ServiceReset.haveReadAll(admin, settings, services));
                    }
                    before.requireUnchanged(
                            FollowedRecords.by(WrittenRecords.on(settings)), services.toString());
                    assertThat(simulator.calls().calls()).isEqualTo(calls);
                }
            }
            Invariants.requireAfterReset(settings);
            Canary.requireUnseenOn(kafka.bootstrapServers());
            canary.requireUnheard();
        }
    }

    /**
     * The run may end before the late answer. Its request is repeated, and that answer recorded.
     */
    private static void awaitLate(Settings settings, SimulatorServer simulator) {
        Waits.looking()
                .until(
                        () ->
                                simulator.calls().calls() > simulator.calls().distinct()
                                        && WrittenRecords.on(settings).billedCalls().recorded()
                                                == simulator.calls().distinct());
    }

    /** Resets all at the end: they read the repeated events of the others. */
    private static List<List<Service>> choices() {
        List<List<Service>> choices = new ArrayList<>();
        for (Service service : StreamServices.all()) choices.add(List.of(service));
        choices.add(StreamServices.all());
        return choices;
    }

    /** A run whose result is offered, made the champion, and rolled back. */
    private FollowedRecords emitted(Settings settings) throws Exception {
        try (EventWriter client = new EventWriter(settings, EventSerde.local())) {
            client.send(project, tasks);
            client.send(List.of(request));
            PromptsServed first = table(settings, 1);
            VersionId found =
                    WrittenRecords.on(settings).all(PromptVersion.class).stream()
                            .map(PromptVersion::id)
                            .filter(version -> !version.equals(first.champion()))
                            .findFirst()
                            .orElseThrow();
            ProjectId of = project.id();
            Instant at = Instant.parse("2026-11-26T10:00:00Z");
            send(client, new ChallengerApproved(of, found, .5, at, first.serial(), "a test"));
            send(client, new ChallengerPromoted(of, at, table(settings, 2).serial(), "a test"));
            Serial third = table(settings, 3).serial();
            send(client, new RolledBack(of, first.champion(), third, "a test"));
            assertThat(table(settings, 4).champion()).isEqualTo(first.champion());
        }
        WrittenRecords written = WrittenRecords.on(settings);
        assertThat(written.all(BatchClosed.class))
                .anyMatch(closed -> closed.reason() == BatchClosed.Reason.DEADLINE);
        FollowedRecords emitted = FollowedRecords.by(written);
        assertThat(emitted.state().status()).isEqualTo(RunState.Status.FINISHED);
        return emitted;
    }

    private static void send(EventWriter client, Event command) {
        client.send(List.of(command));
    }

    private static PromptsServed table(Settings settings, long serial) {
        return Waits.looking()
                .until(
                        () ->
                                WrittenRecords.read(
                                                settings,
                                                EventSerde.local(),
                                                List.of(Topics.PROMPTS))
                                        .stream()
                                        .map(PromptsServed.class::cast)
                                        .filter(table -> table.serial().number() == serial)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Settings settings(String kafka) {
        return new Settings(
                kafka,
                null,
                LoopOwner.PREFIX,
                "reset",
                temp.resolve("data"),
                0,
                LoopOwner.PARTITIONS,
                (short) 1,
                Duration.ofDays(30),
                DEADLINE,
                Map.of());
    }

    /** Starts some services, and a worker that would make the calls they request. */
    private static final class Running implements AutoCloseable {
        private final List<ServiceRunner> services = new ArrayList<>();
        private final OpenAiModel model;
        private final LlmWorker worker;

        Running(Settings settings, List<Service> chosen, SimulatorServer simulator) {
            LoopMeters meters = new LoopMeters(new SimpleMeterRegistry());
            for (Service service : chosen)
                services.add(ServiceRunner.start(service, settings, EventSerde.local(), meters));
            model = FailingWorkerOwner.model(simulator.baseUrl());
            worker =
                    new LlmWorker(
                            new WorkerSettings(
                                    settings,
                                    ModelEndpoints.simulated(simulator.baseUrl()),
                                    WorkerSerde.local()),
                            model,
                            new WorkerMeters(new SimpleMeterRegistry()),
                            new CollectedReports());
            worker.start();
        }

        @Override
        public void close() {
            services.forEach(ServiceRunner::close);
            worker.close();
            model.close();
        }
    }
}
