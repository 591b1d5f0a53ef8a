package metatextgrad.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        assertThat(rests(prompt.translateEscapes())).containsExactlyInAnyOrderElementsOf(all);
    }

    /** An example has blank lines of its own, which end no part. */
    @Test
    void shouldDropEverySecondWorkedExample() {
        List<String> examples =
                Stream.of("one", "two", "three")
                        .map(name -> WorkedExamples.example(name, "I count.\n\nAnswer: 1"))
                        .toList();
        Set<String> rests = rests(new WorkedExamples("Solve it.", examples).text());

        assertThat(rests)
                .containsExactlyInAnyOrder(
                        new WorkedExamples(
                                        "Solve it.",
                                        List.of(examples.getFirst(), examples.getLast()))
                                .text(),
                        new WorkedExamples("Solve it.", List.of(examples.get(1))).text());
    }

    @Test
    void shouldDropNothingFromASingleSentence() {
        assertThat(Ablation.of(context("Solve it.", "role")))
                .isEqualTo(new Proposal.Nothing("no prompt has a part to drop"));
    }

    /** Another role makes another program, so the hash chooses another part. */
    private static Set<String> rests(String prompt) {
        return IntStream.range(0, 40)
                .mapToObj(number -> Ablation.of(context(prompt, "role " + number)))
                .map(made -> prompt(((Proposal.Offer) made).program()))
                .collect(Collectors.toCollection(TreeSet::new));
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
