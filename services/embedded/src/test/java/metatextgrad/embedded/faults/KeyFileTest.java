package metatextgrad.embedded.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static metatextgrad.cli.testing.WorkerBench.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.DemoSimulators;
import metatextgrad.cli.testing.Waits;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.llm.LlmResponse;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.services.worker.WorkerStatus;
import metatextgrad.services.worker.scheduler.ModelStatus;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 12, 45: a refused key blocks the calls until its file is fixed; nothing restarts. */
@Tag("broker")
final class KeyFileTest {
    @Test
    @DisplayName("FAULT 12: a refused key in a file: calls wait until it is fixed")
    void shouldContinueByItselfWhenTheKeyFileIsFixed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "one that was revoked\n");
        SimulatorConfig locked = DemoSimulators.withKey(Canary.KEY);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                SimulatorServer simulator = SimulatorServer.start(locked);
                OpenAiModel model =
                        new OpenAiModel(
                                simulator.baseUrl(),
                                ApiKey.inFile(file),
                                4,
                                InstantSource.system());
                WorkerBench bench = new WorkerBench(kafka.bootstrapServers(), "mtg.")) {
            // Given
            bench.worker("one", model);
            bench.send(requests(0, 4));
            Waits.await().until(() -> isDown(bench));
            assertThat(simulator.calls().calls()).isZero();

            // When
            Files.writeString(file, Canary.KEY + "\n");

            // Then
            assertThat(bench.answered(4))
                    .hasSize(4)
                    .extracting(LlmResponse::outcome)
                    .containsOnly(LlmResponse.Outcome.OK);
            assertThat(bench.statuses.getLast()).isEqualTo(WorkerStatus.running());
            assertThat(simulator.calls().calls()).isEqualTo(4);

            Files.delete(file);
            bench.send(requests(4, 8));
            assertThat(bench.answered(8)).hasSize(8);
        }
    }

    /** The bench searches all topics, the log, the metrics and the status for the key. */
    @Test
    @DisplayName("DEFECT 3: a 400 that repeats the header of the request shows the key nowhere")
    void defect3ShouldWriteNoKeyThatAServerRepeats(@TempDir Path folder) throws Exception {
        HttpServer echo = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        echo.createContext("/", KeyFileTest::repeatHeader);
        echo.start();
        URI url = URI.create("http://127.0.0.1:" + echo.getAddress().getPort() + "/v1");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                OpenAiModel model =
                        new OpenAiModel(url, ApiKey.of(Canary.KEY), 4, InstantSource.system());
                WorkerBench bench = new WorkerBench(kafka.bootstrapServers(), "mtg.")) {
            bench.worker("one", model);
            bench.send(requests(0, 1));

            assertThat(bench.answered(1))
                    .extracting(LlmResponse::reason, LlmResponse::billing)
                    .containsExactly(
                            tuple("400 you sent: Bearer [key]", LlmResponse.Billing.REFUSED));
        } finally {
            echo.stop(0);
        }
    }

    private static void repeatHeader(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body =
                "{\"error\":{\"message\":\"you sent: %s\"}}".formatted(header).getBytes(UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static boolean isDown(WorkerBench bench) {
        return List.copyOf(bench.statuses).stream()
                .anyMatch(
                        status ->
                                status instanceof WorkerStatus.Running(ModelStatus.Unavailable down)
                                        && down.reason().startsWith("every model: 401"));
    }
}
