package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import metatextgrad.cli.testing.Repository;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;

/** Scripts rely on the table in {@code docs/operations.md}: it must list every code. */
final class ExitCodesTest {
    private static final String FROM_THE_JVM =
            "| 143 | SIGTERM, as of `kill`, `docker stop` or Kubernetes; everything was closed first."
                    + " While `up`, `run` or `demo` starts, nothing is closed, as after a kill. |";

    @Test
    void shouldListEveryExitCode() {
        List<String> wanted = new ArrayList<>(List.of("| code | when |", "|---|---|"));
        Arrays.stream(Exit.values())
                .map(exit -> "| " + exit.code() + " | " + exit.sentence() + " |")
                .forEach(wanted::add);
        wanted.add(FROM_THE_JVM);

        String page = Repository.read("docs/operations.md");
        int from = page.indexOf("## Exit codes\n");
        assertThat(from).as("docs/operations.md has no exit codes").isNotNegative();
        String section = page.substring(from, page.indexOf("\n## ", from));
        assertThat(section.lines().filter(line -> line.startsWith("|")))
                .containsExactlyElementsOf(wanted);
    }
}
