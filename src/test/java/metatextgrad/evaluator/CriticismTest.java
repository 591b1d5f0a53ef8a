package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import metatextgrad.model.Score;
import metatextgrad.model.project.AnswerParsing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CriticismTest {
    @Test
    void shouldShowBothAnswersWhenOneIsWrong() {
        assertThat(finding("token-sequence", ") ]", "Let me see.\nAnswer: ])"))
                .isEqualTo(
                        new Finding.Scored(
                                Score.WRONG,
                                "The answer is `] )` but the expected answer is `) ]`."));
    }

    @Test
    void shouldReportThatNoAnswerLineIsReadable() {
        assertThat(finding("number", "8", "Answer: 12/5"))
                .isEqualTo(
                        new Finding.Scored(
                                Score.UNPARSEABLE,
                                "There is no readable `Answer:` line that gives one number; the"
                                        + " expected answer is `8`."));
    }

    @Test
    void shouldUseTheLastAnswerLineEvenIfItIsEmpty() {
        assertThat(finding("exact", "Rome", "Answer: Rome\nAnswer:"))
                .isInstanceOfSatisfying(
                        Finding.Scored.class,
                        scored -> assertThat(scored.score()).isEqualTo(Score.UNPARSEABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Answer:\n8",
                "**Answer:**\n\n**8**\nI am sure.",
                "answer: \r\n```\n8\n```",
                "Answer: 7\nAnswer:\n8"
            })
    void shouldReadTheNextLineOfAnEmptyAnswerLine(String reply) {
        assertThat(finding("number", "8", reply))
                .isInstanceOfSatisfying(
                        Finding.Scored.class,
                        scored -> assertThat(scored.score()).isEqualTo(Score.CORRECT));
    }

    @Test
    void shouldCutLongAnswersAtACharacter() {
        assertThat(finding("exact", "Rome", "Answer: x" + "😀".repeat(400)))
                .isInstanceOfSatisfying(
                        Finding.Scored.class,
                        scored ->
                                assertThat(scored.criticism())
                                        .startsWith("The answer is `x😀")
                                        .contains("😀 …` but")
                                        .hasSizeLessThan(600));
    }

    @Test
    void shouldSuggestTheEvaluatorThatWasMeant() {
        assertThatThrownBy(() -> Evaluators.named("exakt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "no evaluator is called `exakt`. Did you mean `exact`? Known: choice,"
                                + " composite, exact, json, json-field, json-list, judge, number, regex, rubric, token-sequence");
    }

    private static Finding finding(String evaluator, String target, String reply) {
        return Evaluators.named(evaluator)
                .evaluate(EvaluatorContract.task(target), reply, AnswerParsing.STRICT);
    }
}
