package metatextgrad.embedded.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services on a real broker, with real workers, end on the bytes of the run in memory. */
@Tag("broker")
final class BrokerLoopTest {
    private static final int WORKERS = 3;

    @TempDir private Path data;

    /** One worker ends so in {@code KillTest}, and in every {@code FaultRun}. */
    @Test
    void shouldEndOnTheSameBytesWithSeveralWorkers() throws IOException {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        LocalRun memory = new LocalRun(LoopScenario.model());
        RunState local = memory.run(request, tasks, event -> {});
        SimulatorConfig demo =
                LoopScenario.simulator().withLatency(LatencyPlan.parse("lognormal:20ms,1"));
        try (SimulatorServer simulator = SimulatorServer.start(demo);
                AllInOneForTests all = AllInOneForTests.start(data, simulator.baseUrl(), WORKERS);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            cluster.send(request, tasks);
            RunState state = cluster.end(request.id());

            assertThat(LoopScenario.result(state)).isEqualTo(LoopScenario.result(local));
            assertThat(cluster.requests(request.id()))
                    .isEqualTo(memory.answers().billed() + memory.answers().cacheHits());
            assertThat(simulator.calls().calls()).isEqualTo(simulator.calls().distinct());
        }
    }
}
