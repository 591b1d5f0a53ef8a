package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

final class TextRulesTest {
    private static final String QUESTION_TYPE = "Brackets are given; the answer closes them.";
    private static final TaskSubmitted ITEM =
            new TaskSubmitted(
                    new ProjectId("p"),
                    new TaskId("t"),
                    "Complete the rest of the sequence. Input: < [ { ( ) ( ) [ ]",
                    "} ] > and nothing else is right at the end here",
                    null,
                    null,
                    null);
    private static final Phase GIVEN = Strategies.plain("tgd");

    @Test
    void shouldAcceptANewText() {
        assertThat(problems("You teach how to close brackets: keep them as a stack.", 8)).isEmpty();
    }

    @Test
    void shouldRefuseACopyOfAQuestionOrAnAnswer() {
        assertThat(problems("For instance [ { ( ) ( ) [ ] is open.", 8))
                .containsExactly(
                        "it copies from a question or an answer: `[ { ( ) ( ) [ ]`; describe the kind of question instead");
        assertThat(problems("Say: } ] > and nothing else is right!", 8)).hasSize(1);
        assertThat(problems("For instance [ { ( ) ( ) [ ] is open.", 9)).isEmpty();
        assertThat(problems("For instance [ { ( ) ( ) [ ] is open.", 0)).isEmpty();
    }

    @Test
    void shouldCheckConstraintsAndExamplesToo() {
        Phase copying = GIVEN.withConstraints(List.of("Be brief.", "Mind < [ { ( ) ( ) [ first."));
        assertThat(rules(QUESTION_TYPE, 8).problems(spec(copying), List.of(spec(GIVEN))))
                .singleElement()
                .asString()
                .contains("`< [ { ( ) ( ) [`");
    }

    /** Text that a person wrote into the project stays, and a proposal may repeat it. */
    @Test
    void shouldAcceptTextsOfTheGivenOptimizers() {
        Phase given =
                GIVEN.withTaskDescription("Complete the rest of the sequence. Input: comes first.");
        List<OptimizerSpec> from = List.of(spec(given));
        assertThat(rules(QUESTION_TYPE, 4).problems(spec(given), from)).isEmpty();
        assertThat(
                        rules(QUESTION_TYPE, 4)
                                .problems(
                                        spec(
                                                given.withTaskDescription(
                                                        "Now complete the rest of the sequence well.")),
                                        from))
                .isEmpty();
    }

    @Test
    void shouldRefuseADescriptionInOtherLettersThanTheQuestionType() {
        assertThat(problems("Ты учишь закрывать скобки.", 8))
                .containsExactly(
                        "the description is in Cyrillic letters and the question type in Latin ones: write in the language of the question type");
        TextRules russian = rules("Даны скобки; ответ их закрывает.", 8);
        assertThat(
                        russian.problems(
                                spec(GIVEN.withTaskDescription("Ты учишь закрывать `tags`.")),
                                List.of(spec(GIVEN))))
                .isEmpty();
        assertThat(russian.problems(spec(GIVEN), List.of(spec(GIVEN)))).isEmpty();
        assertThat(rules("( [ {", 8).problems(spec(GIVEN), List.of())).isEmpty();
    }

    private static List<String> problems(String description, int tokens) {
        return rules(QUESTION_TYPE, tokens)
                .problems(spec(GIVEN.withTaskDescription(description)), List.of(spec(GIVEN)));
    }

    private static TextRules rules(String questionType, int tokens) {
        return new TextRules(questionType, List.of(ITEM), tokens);
    }

    private static OptimizerSpec spec(Phase phase) {
        return new OptimizerSpec("one", List.of(phase));
    }
}
