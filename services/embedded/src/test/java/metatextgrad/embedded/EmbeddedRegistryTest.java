package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import metatextgrad.cli.testing.Owner;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.faults.RegistryOwner;
import metatextgrad.ops.Health;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("broker")
final class EmbeddedRegistryTest {
    private static final String ARTIFACT =
            """
            {"artifactId": "greeting", "artifactType": "AVRO", "firstVersion": {"content":
              {"content": "{\\"type\\": \\"string\\"}", "contentType": "application/json"}}}
            """;

    @TempDir Path temp;

    @Test
    void shouldStartAChildThatWasKilledAgainAtItsAddressWithItsSchemas() throws Exception {
        Path folder = temp.resolve("with a blank");
        ProcessHandle second;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(folder, 0)) {
            assertThat(get(registry.url() + "/system/info").body()).contains("Apicurio");
            assertThat(post(registry.url() + "/groups/default/artifacts", ARTIFACT)).isEqualTo(200);
            assertThatThrownBy(() -> EmbeddedRegistry.start(folder, 0))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageContaining("is in use by process");
            ProcessHandle first = child(folder);

            first.destroyForcibly();

            Health.Report down =
                    Waits.await()
                            .pollInterval(Duration.ofMillis(5))
                            .until(registry::report, report -> !report.ready());
            assertThat(down.json())
                    .contains("schema-registry", "terminated; it is being restarted");
            assertThat(down.live()).isTrue();
            awaitReady(registry);
            second = child(folder);
            assertThat(second).isNotEqualTo(first);
            assertThat(get(registry.url() + "/groups/default/artifacts/greeting").statusCode())
                    .isEqualTo(200);
            assertThat(registry.end()).isNull();
        }
        assertThat(second.isAlive()).isFalse();
        assertThat(folder.resolve("registry").resolve("pid")).doesNotExist();
    }

    @Test
    void shouldNotRestartAChildThatTerminatesRepeatedly() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(temp, 0)) {
            for (int i = 0; i < 3; i++) {
                ProcessHandle child = child(temp);
                child.destroyForcibly();
                // The record is read while it is written, too.
                Waits.await().ignoreExceptions().until(() -> number(temp) != child.pid());
            }
            child(temp).destroyForcibly();

            Waits.await().until(() -> registry.end() != null);

            EnvironmentProblem end = registry.end();
            assertThat(end).isNotNull();
            assertThat(end.exit().code()).isEqualTo(1);
            assertThat(end)
                    .hasMessage(
                            "the schema registry terminated 4 times within 60 s: see its log "
                                    + temp.resolve("logs").resolve("registry.log")
                                    + ", then restart mtg up");
            assertThat(registry.report().live()).isFalse();
        }
    }

    private static void awaitReady(EmbeddedRegistry registry) {
        Waits.await().until(() -> registry.report().ready());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void shouldTerminateWithItsOwner(String signal) throws Exception {
        try (Owner owner = Owner.start(RegistryOwner.class, temp)) {
            ProcessHandle child = child(temp);
            assertThat(child.isAlive()).isTrue();

            owner.signal(signal);

            Waits.await().until(() -> !child.isAlive() && !owner.process().isAlive());
        }
    }

    @Test
    void shouldEndAChildLeftBehind() throws Exception {
        // Given
        Process left = new ProcessBuilder("sleep", "600").start();
        var record = new ChildProcessFile(temp.resolve("pid"));
        record.write(left.toHandle());

        // When
        record.endStale();

        // Then
        assertThat(left.isAlive()).isFalse();
        assertThat(temp.resolve("pid")).doesNotExist();
    }

    @Test
    void shouldNotEndAnotherProcessWithTheNumberOfTheChild() throws Exception {
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(temp.resolve("pid"), other.pid() + " 2020-01-01T00:00:00Z\n");

            new ChildProcessFile(temp.resolve("pid")).endStale();

            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void shouldRefuseATakenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedRegistry.start(temp, taken.getLocalPort()))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void shouldReportHowToGetAMissingServer() {
        assertThatThrownBy(() -> RegistryHome.find(temp.toString()))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("is missing in " + temp);
        assertThatThrownBy(() -> RegistryHome.find(null))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("mtg.registry.home");
    }

    private static ProcessHandle child(Path folder) throws IOException {
        return ProcessHandle.of(number(folder)).orElseThrow();
    }

    private static long number(Path folder) throws IOException {
        String record = Files.readString(folder.resolve("registry").resolve("pid"));
        return Long.parseLong(record.substring(0, record.indexOf(' ')));
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static int post(String url, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .statusCode();
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
