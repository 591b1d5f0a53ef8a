package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import metatextgrad.cli.testing.Readme;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.process.StablePort;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.wire.FakeRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes load without variables of OpenTelemetry. */
@Tag("broker")
final class TracingOffTest {
    private static final String SDK = "io.opentelemetry.sdk.";

    /** Enough for one step. */
    private static final int TASKS = 40;

    @TempDir private Path temp;

    /** One process runs every service. */
    @Test
    void shouldLoadNoSdkInServices() throws Exception {
        Path all = Readme.ROOT.resolve("examples/dyck.jsonl");
        Path tasks = temp.resolve("tasks.jsonl");
        Files.write(tasks, Files.readAllLines(all).subList(0, TASKS));
        SimulatorConfig config =
                SimulatorConfig.of("demo").withLatency(new LatencyPlan.Fixed(Duration.ofMillis(1)));
        try (SimulatorServer simulator = SimulatorServer.start(config)) {
            requireDone(
                    logging()
                            .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                            .run(
                                    "run",
                                    "--project",
                                    project().toString(),
                                    "--tasks",
                                    tasks.toString()));
        }
        requireNoSdk();
    }

    /** It needs no Kafka to answer. */
    @Test
    void shouldLoadNoSdkInAGateway() throws Exception {
        int port = StablePort.any();
        try (SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
                HttpClient http = HttpClient.newHttpClient();
                MtgCommand.Started gateway =
                        logging()
                                .with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
                                .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                                .with("MTG_DATA", temp.resolve("data").toString())
                                .with("MTG_GATEWAY_PORT", "" + port)
                                .with("MTG_OPS_PORT", "0")
                                .start("service", "gateway")) {
            HttpRequest chat =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:%d/v1/chat/completions"
                                                    .formatted(port)))
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"model\":\"sim-student\",\"messages\":[{\"role\":\"user\",\"content\":\"( [\"}]}"))
                            .build();
            HttpResponse<String> answer =
                    Waits.await()
                            .ignoreExceptions()
                            .until(
                                    () -> http.send(chat, HttpResponse.BodyHandlers.ofString()),
                                    one -> true);
            assertThat(answer.statusCode()).as(gateway.err()).isEqualTo(200);
        }
        requireNoSdk();
    }

    /** The client of the registry would load it. */
    @Test
    void shouldLoadNoSdkInACommandThatWrites() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FakeRegistry registry = new FakeRegistry()) {
            MtgCommand command =
                    logging()
                            .with("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                            .with("APICURIO_REGISTRY_URL", registry.address());
            command.done("topics", "apply");
            requireDone(command.run("projects", "apply", "-f", project().toString()));
        }
        requireNoSdk();
    }

    private Path project() throws IOException {
        return Files.writeString(temp.resolve("p.yaml"), SmallProject.yaml("dyck"));
    }

    private MtgCommand logging() {
        return MtgCommand.in(temp).with("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log());
    }

    private Path log() {
        return temp.resolve("classes");
    }

    private static void requireDone(MtgCommand.Ended ended) {
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private void requireNoSdk() throws IOException {
        assertThat(
                        Files.readAllLines(log()).stream()
                                .map(
                                        line ->
                                                line.substring(
                                                        line.indexOf(
                                                                        ']',
                                                                        line.indexOf("class,load"))
                                                                + 1))
                                .map(line -> line.strip().split(" ", 2)[0]))
                .contains("metatextgrad.trace.PassingSpan")
                .noneMatch(name -> name.startsWith(SDK))
                .noneMatch(name -> name.startsWith("metatextgrad.tracing.Sdk"));
    }
}
