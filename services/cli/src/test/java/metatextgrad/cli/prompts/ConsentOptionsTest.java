package metatextgrad.cli.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.input.Terminal;
import metatextgrad.process.EnvironmentProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The question before a change of what serves. */
final class ConsentOptionsTest {
    private static final String TYPED = "mtg prompts promote dyck";

    private final List<String> shown = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"y", " YES "})
    void shouldShowTheChangeAndAskBeforeItIsMade(String answer) {
        ConsentOptions.require(TYPED, change().preview(), answering(answer));

        assertThat(shown)
                .containsExactly(
                        "serving table 6 of project dyck will serve:",
                        "version  project  serves as  share  validation  re-scored  test  run    optimizer  labels",
                        "new      dyck     champion   95 %   0.500       -          -     run-1  -          -",
                        "old      dyck     former     5 %    0.500       -          -     run-1  -          -",
                        "",
                        "It will replace:",
                        "version  project  serves as   share  validation  re-scored  test  run    optimizer  labels",
                        "old      dyck     champion    90 %   0.500       -          -     run-1  -          -",
                        "new      dyck     challenger  10 %   0.500       -          -     run-1  -          -",
                        "",
                        "It will be recorded as: promoted by hand, by ada",
                        "Do this? [y/N] ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "n", "yep"})
    void shouldChangeNothingOnAnyOtherAnswer(@Nullable String answer) {
        assertThatThrownBy(() -> ConsentOptions.require(TYPED, List.of(), answering(answer)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(TYPED + " was not confirmed: nothing was changed");
    }

    @Test
    void shouldRefuseWithoutATerminal() {
        assertThatThrownBy(() -> ConsentOptions.require(TYPED, List.of(), null))
                .hasMessageEndingWith("add --yes, or --dry-run to see what it would replace");
    }

    @Test
    void shouldMarkADryRun() {
        assertThat(change().text())
                .startsWith(
                        "dry run, nothing is changed",
                        "serving table 6 of project dyck will serve:");
    }

    private Terminal answering(@Nullable String answer) {
        return new Terminal() {
            @Override
            public void print(String line) {
                shown.add(line);
            }

            @Override
            public @Nullable String ask(String question) {
                shown.add(question);
                return answer;
            }
        };
    }

    private static ServingChangeView change() {
        return new ServingChangeView(
                "dyck",
                true,
                6,
                "promoted by hand",
                "ada",
                false,
                List.of(row("new", "champion", .95), row("old", "former", .05)),
                List.of(row("old", "champion", .9), row("new", "challenger", .1)));
    }

    private static PromptListView.Row row(String version, String servesAs, double share) {
        return new PromptListView.Row(
                version,
                version,
                "dyck",
                servesAs,
                share,
                "run-1",
                null,
                null,
                new PromptListView.Scores(.5, null, null),
                List.of());
    }
}
