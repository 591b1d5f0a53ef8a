package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.model.Gradient;
import metatextgrad.model.Tags;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState.Decided;
import org.junit.jupiter.api.Test;

/**
 * METHOD §6.1 checks 6 to 11 and 15: the content of an update request, and what it must not
 * contain.
 */
final class UpdatePromptChecksTest {
    private static final String MARK = " bytes left out …]";

    @Test
    void method06ShouldShowRoleWholeTextAndEveryGradientOnceInItemOrder() {
        String prompt = "solves 1 " + "and says so ".repeat(20).strip();
        EmittedEvents emitted =
                new Scenario().program(Programs.oneCall(prompt)).script(thinking("")).trial();
        List<String> parts = new ArrayList<>();
        parts.add("<ROLE>the prompt of solve</ROLE>\n");
        parts.add("<CURRENT_TEXT>\n" + prompt + "\n</CURRENT_TEXT>\n");
        for (GradientComputed item : emitted.gradients(1)) parts.addAll(shown(item));
        assertThat(parts).hasSize(14).allSatisfy(part -> assertOnce(emitted.update(1), part));
        assertThat(emitted.update(1)).containsSubsequence(parts).doesNotContain(MARK);
        assertThat(emitted.update(1).split("<USED_AS>the answer of the program<", -1)).hasSize(4);
        assertThat(emitted.state(1).cutBytes()).isZero();
    }

    @Test
    void method06ShouldCutNothingButConversationsThatAreTooLong() {
        String prompt = "solves 1 " + "and says so ".repeat(200).strip();
        String thought = "thinking ".repeat(400);
        EmittedEvents emitted =
                new Scenario()
                        .program(Programs.oneCall(prompt))
                        .script(thinking(thought))
                        .updateBytes(3 * 1024)
                        .trial();
        List<String> critiques =
                emitted.gradients(1).stream()
                        .map(item -> item.gradients().getFirst().text())
                        .toList();
        assertThat(critiques).hasSize(3).allSatisfy(text -> assertOnce(emitted.update(1), text));
        assertThat(emitted.update(1)).contains(prompt).doesNotContain(thought);
        assertThat(emitted.update(1).split(MARK, -1)).hasSize(1 + 3);
        assertThat(emitted.state(1).cutBytes()).isGreaterThan(3 * (thought.length() - 1024));
    }

    @Test
    void method07ShouldNumberTheConstraintsBetweenMomentumAndExamples() {
        TgdPhase phase = TgdPhase.of(2).momentum(1).constraints("short", "polite").examples("so");
        assertThat(new Scenario().phase(phase).trial().update(2))
                .containsSubsequence(
                        "<PAST_VALUE",
                        "Constraint 1: short\n",
                        "Constraint 2: polite\n",
                        "<EXAMPLES>");
        assertThat(new Scenario().trial().update(1))
                .doesNotContain("<CONSTRAINTS>")
                .doesNotContain("Constraint ");
    }

    @Test
    void method08ShouldShowExamplesOnlyWhereThereAreSome() {
        TgdPhase phase = TgdPhase.of(1).examples("solves all", "solves most");
        assertThat(new Scenario().phase(phase).trial().update(1))
                .containsSubsequence("<EXAMPLES>", "solves all\n", "solves most\n", "</EXAMPLES>");
        assertThat(new Scenario().trial().update(1)).doesNotContain("<EXAMPLE");
    }

    @Test
    void method09ShouldShowTheFeedbackOfTheLastTwoSteps() {
        EmittedEvents emitted = new Scenario().phase(TgdPhase.of(4).memory(2)).trial();
        String update = emitted.update(4);
        assertThat(update)
                .containsSubsequence(
                        "<PAST_FEEDBACK step=\"2\">\n" + critiques(emitted, 2),
                        "<PAST_FEEDBACK step=\"3\">\n" + critiques(emitted, 3));
        assertThat(update.split("<PAST_FEEDBACK", -1)).hasSize(1 + 2);
        assertThat(new Scenario().phase(TgdPhase.of(2)).trial().update(2))
                .doesNotContain("<PAST_FEEDBACK");
    }

    @Test
    void method10ShouldShowTheLastTwoValuesAndTheAdviceToChangeMore() {
        String update = new Scenario().phase(TgdPhase.of(4).momentum(2)).trial().update(4);
        assertThat(update)
                .containsSubsequence(
                        "<CURRENT_TEXT>\nsolves 4\n",
                        "<PAST_VALUE step=\"2\">\nsolves 2\n",
                        "<PAST_VALUE step=\"3\">\nsolves 3\n",
                        "change it more than before");
        assertThat(update.split("<PAST_VALUE", -1)).hasSize(1 + 2);
        assertThat(new Scenario().phase(TgdPhase.of(2)).trial().update(2))
                .doesNotContain("<PAST_VALUE")
                .doesNotContain("more than before");
    }

    @Test
    void method11ShouldMentionCustomTagsAndNoOthers() {
        Tags tags = new Tags("<NEW_PROMPT>", "</NEW_PROMPT>");
        Script script = new Script().writes("<NEW_PROMPT>solves 5</NEW_PROMPT>");
        EmittedEvents emitted =
                new Scenario().phase(TgdPhase.of(1).tags(tags)).script(script).trial();
        LlmRequest request = emitted.updates(1).getFirst();
        assertThat(request.messages())
                .extracting(Message::content)
                .hasSize(2)
                .allSatisfy(
                        text ->
                                assertThat(text)
                                        .contains("<NEW_PROMPT>", "</NEW_PROMPT>")
                                        .doesNotContain("IMPROVED_VARIABLE"));
        assertThat(emitted.state(1).decision()).isEqualTo(Decided.ACCEPTED);
    }

    @Test
    void method15ShouldForgetTheFeedbackOfTheStepBefore() {
        Script script = new Script().writes(Script.tagged("solves 0"), Script.tagged("solves 3"));
        EmittedEvents emitted =
                new Scenario().data(6, 10).phase(TgdPhase.of(2)).script(script).trial();
        assertThat(emitted.state(1).decision()).isEqualTo(Decided.REJECTED);
        assertThat(emitted.gradients(1)).hasSize(3);
        for (GradientComputed item : emitted.gradients(1)) {
            assertThat(emitted.update(1)).contains(item.gradients().getFirst().text());
            assertThat(emitted.update(2)).doesNotContain(item.gradients().getFirst().text());
        }
        assertThat(emitted.update(2)).contains(critiques(emitted, 2).split("\n"));
    }

    private static List<String> shown(GradientComputed item) {
        Gradient gradient = item.gradients().getFirst();
        return List.of(
                "<INPUT>\n" + gradient.input() + "\n</INPUT>",
                "<OUTPUT>\n" + gradient.output() + "\n</OUTPUT>",
                "<EXPECTED>\n" + Data.answer(gradient.input()) + "\n</EXPECTED>",
                "<FEEDBACK>\n" + gradient.text() + "\n</FEEDBACK>");
    }

    /** Returns answers that differ by question. */
    private static Script thinking(String thought) {
        return new Script()
                .student(
                        call ->
                                Script.answered(
                                        Script.question(call)
                                                + thought
                                                + "\n"
                                                + Script.student(call)));
    }

    private static String critiques(EmittedEvents emitted, int step) {
        return String.join(
                "\n",
                emitted.gradients(step).stream()
                        .map(item -> Objects.requireNonNull(item.gradients().getFirst()).text())
                        .toList());
    }

    private static void assertOnce(String text, String part) {
        assertThat(text.split(Pattern.quote(part), -1)).hasSize(2);
    }
}
