package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AblationTest {
    @ParameterizedTest
    @CsvSource({
        "'One.\n\nTwo. Still two.\n\nThree.', 'Two. Still two.\n\nThree.|One.\n\nThree.|One.\n\nTwo. Still two.'",
        "'One. Two.\nThree.', 'One. Two.|Three.'",
        "'One. Two! Three?', 'Two! Three?|One. Three?|One. Two!'"
    })
    void shouldDropOnePart(String prompt, String wanted) {
        Set<String> all = Set.of(wanted.translateEscapes().split("\\|"));
        Set<String> rests = new TreeSet<>();
        for (int i = 0; i < 40; i++) {
            // Another role makes another program, so the hash chooses another part.
            Proposal made = Ablation.of(context(prompt.translateEscapes(), "role " + i));
            assertThat(made).isInstanceOf(Proposal.Offer.class);
            rests.add(prompt(((Proposal.Offer) made).program()));
        }
        assertThat(rests).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void shouldDropNothingFromASingleSentence() {
        assertThat(Ablation.of(context("Solve it.", "role")))
                .isEqualTo(new Proposal.Nothing("no prompt has a part to drop"));
    }

    private static StepContext context(String prompt, String role) {
        Program program =
                new Program(
                        List.of(
                                new Node.LlmCall(
                                        "solve",
                                        new Variable(prompt, role, true),
                                        List.of(Node.TASK),
                                        null,
                                        false)),
                        "solve");
        return new StepContext(
                Strategies.plain("tgd"), program, List.of(), List.of(), Map.of(), 98_304);
    }

    private static String prompt(Program program) {
        return program.trainable().getFirst().prompt().value();
    }
}
