package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of another tool is refused line by line, before anything is sent. */
final class ToolOptionsTest {
    @TempDir private Path temp;

    @Test
    void shouldPrintALineForEachBadRecord() throws Exception {
        Path file =
                file(
                        """
                        [{"question": "Complete: ( [", "answer": "] )"}, {"question": "No answer?"},
                         {"question": "Complete: <", "answer": ">"}, 7]""");

        CommandForTests refused = imported(file, "--from", "dspy");

        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.err().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("mtg: " + file + ": "))
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .contains("example 2: no field is known to be the right"),
                        line -> assertThat(line).contains("example 4: must be an object"),
                        line -> assertThat(line).contains("--skip-bad"));
    }

    @Test
    void shouldRefuseAFieldThatTheToolStatesItself() throws Exception {
        Path file = file("[]");

        for (String[] options :
                List.of(
                        new String[] {"--target-field", "answer"},
                        new String[] {"--target-field", "answer", "--from", "langfuse"})) {
            CommandForTests refused = imported(file, options);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err())
                    .isEqualTo("mtg: --target-field needs --from promptfoo or --from dspy\n");
        }
    }

    private CommandForTests imported(Path file, String... options) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "tasks",
                                "import",
                                "--project",
                                Repository.ROOT.resolve("examples/dyck.yaml").toString(),
                                "-f",
                                file.toString()));
        words.addAll(List.of(options));
        return CommandForTests.run(Map.of(), words.toArray(String[]::new));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("examples.json"), text);
    }
}
