package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.CommandTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command refuses a wrong command line with exit code 2, one line and a suggestion. */
final class BadArgumentsTest {
    static Stream<String> commands() {
        return CommandTree.leaves().keySet().stream().filter(words -> !words.equals("help"));
    }

    static Stream<String> groups() {
        return CommandTree.groups();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldSuggestTheOptionThatWasMeant(String words) {
        assertThat(run(words, "--hlep"))
                .isEqualTo(
                        "mtg: unknown option `--hlep`. Did you mean `--help`? See mtg %s --help.\n"
                                .formatted(words));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldRefuseAnOptionWithoutItsValue(String words) {
        String option =
                CommandTree.leaves().get(words).options().stream()
                        .filter(one -> one.arity().min() > 0)
                        .map(one -> one.longestName())
                        .findFirst()
                        .orElse(null);
        if (option == null) return;
        assertThat(run(words, option)).startsWith("mtg: ").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void shouldSuggestTheCommandThatWasMeant(String group) {
        String command = CommandTree.longest(group);
        String misspelt = command + "x";
        assertThat(run(group, misspelt))
                .isEqualTo(
                        "mtg: unknown command `%s`. Did you mean `%s`? See %s --help.\n"
                                .formatted(misspelt, command, ("mtg " + group).strip()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldNameTheValueOfEachOptionInCapitals(String words) {
        assertThat(CommandTree.leaves().get(words).args())
                .filteredOn(one -> one.arity().max() > 0)
                .allSatisfy(one -> assertThat(one.paramLabel()).doesNotContain("<"));
    }

    private static String run(String words, String last) {
        List<String> typed = new ArrayList<>(List.of((words + " " + last).strip().split(" ")));
        CommandForTests ended = CommandForTests.run(Map.of(), typed.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        return ended.err();
    }
}
