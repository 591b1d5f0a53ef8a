package metatextgrad.services.mtg;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever follows the README must not meet a command or an option that is gone. */
final class ReadmeTest {
    static List<List<String>> commands() {
        return Stream.of(
                        "Try it: two commands",
                        "Your data, your model",
                        "Always on",
                        "Does the meta level help?")
                .flatMap(heading -> Readme.commands(heading).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldNameCommandsAndOptionsThatExist(List<String> arguments) {
        assertThatCode(() -> Main.commandLine().parseArgs(arguments.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }
}
