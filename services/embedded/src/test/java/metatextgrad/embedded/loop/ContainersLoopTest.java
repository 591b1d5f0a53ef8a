package metatextgrad.embedded.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Repository;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The services on a real broker in a container; skipped without Docker. */
@Testcontainers(disabledWithoutDocker = true)
@Tag("broker")
final class ContainersLoopTest {
    @Container
    private static final KafkaContainer KAFKA =
            new KafkaContainer("apache/kafka:" + Repository.version("kafka.image.version"));

    @TempDir private Path data;

    @Test
    void shouldEndOnTheSameBytes() throws IOException {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        RunState local = new LocalRun(LoopScenario.model()).run(request, tasks, event -> {});
        try (SimulatorServer simulator = SimulatorServer.start(LoopScenario.simulator());
                AllInOneForTests all =
                        AllInOneForTests.startOn(
                                KAFKA.getBootstrapServers(), data, simulator.baseUrl(), 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            cluster.send(request, tasks);
            assertThat(LoopScenario.result(cluster.end(request.id())))
                    .isEqualTo(LoopScenario.result(local));
        }
    }
}
