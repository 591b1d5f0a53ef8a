package metatextgrad.embedded.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.cluster.RunLineage;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.optimizers.OptimizerCatalog;
import metatextgrad.cli.runs.CallCounts;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.embedded.faults.SharedRegistry;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.RequestKind;
import metatextgrad.llm.RunCalls;
import metatextgrad.local.LocalRun;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands read to show a run. */
@Tag("broker")
final class ViewsTest {
    private static final int OTHERS = 200;

    @TempDir private Path folder;

    @Test
    void defect14ShouldReadNoMoreRecordsOnALargerLog() {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        List<Event> events = new ArrayList<>(List.of(request));
        new LocalRun(LoopScenario.model()).run(request, tasks, events::add);
        events.add(calls(request.id()));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            Settings settings = settings(kafka);
            write(settings, events);
            long small = read(settings, request.id());

            write(settings, List.of(WorkerBench.requests(0, OTHERS)));

            assertThat(read(settings, request.id())).isEqualTo(small);
        }
    }

    private static long read(Settings settings, RunId run) {
        try (Cluster cluster = Cluster.connect(settings)) {
            assertThat(RunCatalog.all(cluster)).hasSize(1);
            assertThat(RunCatalog.state(cluster, run)).isPresent();
            assertThat(RunCatalog.request(cluster, run)).isPresent();
            assertThat(CallCounts.of(cluster, run).requests()).isEqualTo(7);
            assertThat(OptimizerCatalog.of(cluster).of(LoopScenario.project().id().value()))
                    .isNotEmpty();
            assertThat(RunLineage.of(cluster, run).lineage()).isNotNull();
            return cluster.recordsRead();
        }
    }

    private static RunCalls calls(RunId run) {
        return new RunCalls(
                run,
                0,
                1,
                List.of(
                        new RunCalls.Count(
                                ModelRole.PROGRAM,
                                RequestKind.PROGRAM,
                                false,
                                Outcome.OK,
                                Billing.BILLED,
                                7,
                                30,
                                40,
                                false)),
                0,
                0);
    }

    private static Settings settings(EmbeddedKafka kafka) {
        Map<String, String> environment =
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "APICURIO_REGISTRY_URL",
                        SharedRegistry.url());
        Settings settings = SettingsReader.read(Map.of(), environment, null).settings();
        try (Admin admin = Cluster.admin(settings)) {
            new TopicSetup(admin, settings).apply();
        }
        TopicSchemas.register(settings);
        return settings;
    }

    private static void write(Settings settings, List<? extends Event> events) {
        try (Cluster cluster = Cluster.connect(settings);
                EventWriter client = cluster.client()) {
            client.send(events);
        }
    }
}
