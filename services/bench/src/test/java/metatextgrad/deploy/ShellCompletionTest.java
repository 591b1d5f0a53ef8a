package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.testing.CommandForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shells complete what the scripts of {@code mtg completion} list. */
final class ShellCompletionTest {
    @TempDir private Path temp;

    @ParameterizedTest
    @CsvSource({"mtg pro, projects prompts", "mtg runs sh, show", "mtg runs show --lin, --lineage"})
    void shouldCompleteInBash(String typed, String wanted) throws Exception {
        Tool.require("bash");
        String[] words = typed.split(" ");
        String complete =
                "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_mtg 2>/dev/null; echo ${COMPREPLY[@]}"
                        .formatted(script("bash"), typed, words.length - 1);
        assertThat(Tool.run(List.of("bash", "-c", complete)))
                .isEqualTo(new Tool.Result(0, wanted + "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "mtg pro, projects prompts",
        "mtg service llm, llm-worker",
        "mtg runs show --lin, --lineage"
    })
    void shouldCompleteInFish(String typed, String wanted) throws Exception {
        Tool.require("fish");
        String complete = "source '%s'; complete -C '%s'".formatted(script("fish"), typed);
        Tool.Result result = Tool.run(List.of("fish", "--no-config", "-c", complete));
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output().lines().map(line -> line.split("\t")[0]))
                .containsExactlyInAnyOrder(wanted.split(" "));
    }

    @Test
    void shouldBeReadByZsh() throws Exception {
        Tool.require("zsh");
        assertThat(Tool.run(List.of("zsh", "-n", script("zsh").toString())))
                .isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    void shouldQuoteDescriptionsForFish() throws Exception {
        assertThat(Files.readString(script("fish")))
                .contains(
                        "complete -c mtg -n '__mtg_at runs' -a watch -d ",
                        "complete -c mtg -n '__mtg_in runs ls' -s o -l output -x -a 'table json' -d ",
                        "complete -c mtg -n '__mtg_in projects apply' -s f -l file -r -F -d 'The project\\'s YAML file.'\n");
    }

    private Path script(String shell) throws Exception {
        CommandForTests ended = CommandForTests.run(Map.of(), "completion", shell);
        assertThat(ended.code()).as(ended.err()).isZero();
        return Files.writeString(temp.resolve("mtg." + shell), ended.out());
    }
}
