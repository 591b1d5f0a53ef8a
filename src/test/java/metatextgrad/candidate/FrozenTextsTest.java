package metatextgrad.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FrozenTextsTest {
    private static final Program SEED =
            new Program(
                    List.of(
                            call("plan", "Make a plan first.", Node.TASK),
                            call("solve", "Solve it.\nNever give medical advice.", "plan")),
                    "solve");
    private static final FrozenTexts FROZEN =
            new FrozenTexts(List.of("plan", "Never give medical advice."), SEED);

    @Test
    void shouldAcceptNodesAndPiecesOfPrompts() {
        assertThat(FROZEN.problems()).isEmpty();
        assertThat(FROZEN.pieces())
                .containsExactly("Make a plan first.", "Never give medical advice.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sovle | Did you mean `solve`?",
                "Never give medical advise. | Did you mean `Never give medical advice.`?",
                "never  give medical Advice. | Did you mean `Never give medical advice.`?",
                "Solve it. Never give | Did you mean `Solve it.\\nNever give`?",
            })
    void shouldRefuseWhatTheSeedProgramDoesNotHave(String entry, String suggestion) {
        assertThat(new FrozenTexts(List.of(entry), SEED).problems())
                .singleElement()
                .asString()
                .startsWith("adapt.frozen: `" + entry + "` is no node")
                .endsWith(suggestion);
    }

    @Test
    void shouldFindWhatAProgramDoesNotHave() {
        assertThat(FROZEN.missing(SEED)).isEmpty();
        assertThat(FROZEN.missing(SEED.withPrompts(Map.of("plan", "Make a plan first. Then go."))))
                .contains("plan");
        assertThat(FROZEN.missing(SEED.withPrompts(Map.of("solve", "Solve it."))))
                .contains("Never give medical advice.");
        assertThat(
                        FROZEN.missing(
                                SEED.withPrompts(
                                        Map.of("solve", "Never give medical advice. Solve."))))
                .isEmpty();
    }

    @Test
    void shouldHoldFrozenNodesOnly() {
        assertThat(FROZEN.held(SEED).trainable()).extracting(Node::id).containsExactly("solve");
        assertThat(new FrozenTexts(List.of(), SEED).held(SEED)).isEqualTo(SEED);
        assertThat(new FrozenTexts(List.of(), SEED).held(FROZEN.held(SEED))).isEqualTo(SEED);
    }

    private static Node call(String id, String prompt, String input) {
        Variable variable = new Variable(prompt, "the prompt of " + id, true);
        return new Node.LlmCall(id, variable, List.of(input), null, false);
    }
}
