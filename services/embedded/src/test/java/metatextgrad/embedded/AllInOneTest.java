package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.logging.Logs;
import metatextgrad.cli.services.ServicePart;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllInOneTest {
    @TempDir private Path data;

    /** Another process could take the port between a check and a late bind. */
    @Test
    void shouldReportNotReadyBeforeOtherPartsStart() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI page = URI.create("http://%s:%d/".formatted(Ports.HOST, port));
        List<Integer> answers = new ArrayList<>();

        assertThatThrownBy(
                        () ->
                                AllInOne.start(
                                        data,
                                        LocalSettings.DEADLINE,
                                        new PortChoice(0, 0, port),
                                        ModelEndpoints.simulated(page),
                                        1,
                                        line -> {
                                            answers.add(status(page.resolve("health/ready")));
                                            answers.add(status(page.resolve("health/live")));
                                            answers.add(status(page.resolve("metrics")));
                                            throw new IllegalStateException("enough");
                                        }))
                .hasMessage("enough");

        assertThat(answers).containsExactly(503, 200, 200);
        new ServerSocket(port).close();
    }

    /** The message of a start that fails names a log file. */
    @Test
    void shouldKeepTheLogsIfATemporarySystemDoesNotStart() {
        String before = System.setProperty("java.io.tmpdir", data.toString());
        try {
            assertThatThrownBy(
                            () ->
                                    AllInOne.temporary(
                                            ModelEndpoints.simulated(URI.create("http://none")),
                                            line -> logThenFail()))
                    .hasMessage("enough");
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }

        assertThat(Logs.file(onlyFolder())).hasContent("line");
    }

    @Test
    void shouldUseTheConfiguredDeadline() {
        Duration deadline = Duration.ofHours(2);
        AllInOne all = new AllInOne(data, deadline, line -> fail());

        assertThatThrownBy(
                        () ->
                                all.startServices(
                                        "none:1",
                                        "http://none",
                                        ModelEndpoints.simulated(URI.create("http://none")),
                                        1))
                .hasMessage("enough");

        assertThat(all.settings().deadline()).isEqualTo(deadline);
        all.close();
    }

    @Test
    void shouldNameTheLogIfAServiceHasStopped() {
        AllInOne all = new AllInOne(data, LocalSettings.DEADLINE, line -> {});
        all.started(new StoppedPart());

        assertThatThrownBy(all::requireRunning)
                .hasMessage("intake stopped (broken): restart it. The log is %s.", Logs.file(data))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        end -> assertThat(end.exit()).isEqualTo(Exit.FAILURE));
        all.close();
    }

    private record StoppedPart() implements ServicePart {
        @Override
        public EnvironmentProblem end() {
            return ServicePart.failed("intake", "broken");
        }

        @Override
        public Report report() {
            return new Report(List.of());
        }

        @Override
        public void close() {}
    }

    private static void fail() {
        throw new IllegalStateException("enough");
    }

    private void logThenFail() {
        try {
            Path log = Logs.file(onlyFolder());
            Files.createDirectories(log.getParent());
            Files.writeString(log, "line");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fail();
    }

    private Path onlyFolder() {
        return Path.of(data.toFile().listFiles()[0].getPath());
    }

    private static int status(URI page) {
        try {
            return ((HttpURLConnection) page.toURL().openConnection()).getResponseCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
