package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.Main;
import metatextgrad.cli.testing.Readme;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user who follows the pages meets no command and no option that does not exist. */
final class ReadmeTest {
    static List<List<String>> commands() {
        return Stream.of(
                        "README.md",
                        "docs/guide.md",
                        "docs/experiments.md",
                        "docs/paper.md",
                        "docs/benchmarks.md")
                .flatMap(page -> Readme.commands(page).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldNameCommandsAndOptionsThatExist(List<String> arguments) {
        assertThatCode(() -> Main.commandLine().parseArgs(arguments.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }
}
