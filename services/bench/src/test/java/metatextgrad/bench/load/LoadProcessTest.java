package metatextgrad.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.bench.load.LoadOrder.Kind;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes of a measurement. */
final class LoadProcessTest {
    @TempDir private Path folder;

    @Test
    void shouldSendRequestsToItsModelServer() {
        List<ProcessHandle> before = children();
        try (LoadProcess load = LoadProcess.start(folder)) {
            URI chat = URI.create(load.models() + "/chat/completions");

            assertThat(load.run(new LoadOrder(Kind.PLAIN, chat, 100, 5)).answered()).isEqualTo(5);
        }
        assertThat(children()).isEqualTo(before);
    }

    @Test
    void shouldReportTheProblemOfAProcessInOneLine() {
        try (LoadProcess load = LoadProcess.start(folder)) {
            LoadOrder wrong = new LoadOrder(Kind.PLAIN, URI.create("http://127.0.0.1:1/"), 0, 1);

            assertThatThrownBy(() -> load.run(wrong))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessage(
                            "the load generator terminated unexpectedly:"
                                    + " java.lang.ArithmeticException: Cannot divide by zero");
        }
    }

    @Test
    void shouldEndTheModelServerIfTheLoadGeneratorDoesNotStart() throws Exception {
        List<ProcessHandle> before = children();
        Files.createFile(folder.resolve("load"));

        assertThatThrownBy(() -> LoadProcess.start(folder))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageStartingWith("the load generator cannot be started: ");
        assertThat(children()).isEqualTo(before);
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }
}
