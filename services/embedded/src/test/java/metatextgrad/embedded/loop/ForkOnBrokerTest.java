package metatextgrad.embedded.loop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.CommandTree;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fork on a real broker and worker: the ledger answers what the origin called. */
@Tag("broker")
final class ForkOnBrokerTest {
    @TempDir private Path data;

    @Test
    void shouldCallOnlyWhatDiffers() throws IOException {
        Project project = LoopScenario.race();
        List<TaskSubmitted> tasks = LoopScenario.fewTasks(project);
        RunRequested origin = LoopScenario.request(project, tasks);
        try (SimulatorServer simulator = SimulatorServer.start(LoopScenario.simulator());
                AllInOneForTests all = AllInOneForTests.start(data, simulator.baseUrl(), 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            cluster.send(origin, tasks);
            RunState ended = cluster.end(origin.id());
            long before = simulator.calls().calls();

            JsonNode forked = fork(all.settings(), origin.id());
            RunId fork = new RunId(forked.path("run").asText());
            RunState state = cluster.end(fork);

            assertThat(forked.path("firstNewStep").asInt()).isEqualTo(3);
            Set<String> recorded =
                    requests(cluster, origin.id())
                            .map(request -> request.callKey().value())
                            .collect(Collectors.toSet());
            List<LlmRequest> different =
                    requests(cluster, fork)
                            .filter(request -> !recorded.contains(request.callKey().value()))
                            .toList();
            assertThat(simulator.calls().calls() - before).isEqualTo(different.size()).isPositive();
            assertThat(different)
                    .allSatisfy(
                            request -> {
                                assertThat(request.role()).isEqualTo(ModelRole.OPTIMIZER);
                                assertThat(request.model().temperature()).isEqualTo(.5);
                            });
            assertThat(LoopScenario.result(state)).isEqualTo(LoopScenario.result(ended));
        }
    }

    private static JsonNode fork(Settings settings, RunId origin) {
        CommandForTests ended =
                CommandForTests.run(
                        Map.of(),
                        "runs",
                        "fork",
                        origin.value(),
                        "--at",
                        "3",
                        "--set",
                        "models.optimizer.temperature=0.5",
                        "-o",
                        "json",
                        "--bootstrap",
                        settings.bootstrapServers(),
                        "--registry",
                        requireNonNull(settings.registryUrl()));
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(CommandTree.problems("runs fork", ended.out())).isEmpty();
        return ViewJson.read(ended.out());
    }

    private static Stream<LlmRequest> requests(ClusterForTests cluster, RunId run) {
        return cluster.all(Topics.LLM_REQUESTS, LlmRequest.class).stream()
                .filter(request -> request.run().equals(run));
    }
}
