package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.TokenChoice.Option;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** METHOD 80: the probability of the right answer. */
final class SoftScoreTest {
    private static final TokenChoice FORM = token("Answer", 1);

    @Test
    void shouldMultiplyTheTokensOfARightAnswer() {
        assertThat(of("2636", FORM, token(":", 1), token(" 26", .5), token("36", .5)))
                .isCloseTo(.25, within(1e-9));
    }

    @Test
    void shouldTakeTheOtherTokenWhereTheAnswerLeavesTheRightOne() {
        TokenChoice wrong =
                token(".", .6, new Option("36", .25), new Option("3", .05), new Option("9", .1));

        assertThat(of("2636", FORM, token(":", 1), token(" 26", .5), wrong, token("36", 1)))
                .isCloseTo(.5 * .3, within(1e-9));
    }

    @Test
    void shouldNotCountARightBeginningOfALongerAnswer() {
        TokenChoice more = token(".50", .9, new Option("\n", .08), new Option("0", .02));

        assertThat(of("2636", FORM, token(":", 1), token(" 2636", 1), more))
                .isCloseTo(.08, within(1e-9));
        assertThat(of("2636", FORM, token(":", 1), token(" 2636", .7), token("\n", 1)))
                .isCloseTo(.7, within(1e-9));
    }

    @Test
    void shouldKnowNothingWithoutTokensTargetOrForm() {
        assertThat(of("4")).isNull();
        assertThat(of(null, FORM, token(": ", 1), token("4", 1))).isNull();
        assertThat(of("4", token("4", 1))).isNull();
    }

    @Test
    void shouldBeZeroIfTheReplyEndsBeforeTheAnswer() {
        assertThat(of("2636", FORM, token(": ", 1), token("26", 1))).isZero();
    }

    private static @Nullable Double of(@Nullable String target, TokenChoice... tokens) {
        return SoftScore.of(
                List.of(tokens),
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                new TaskSubmitted(
                        new ProjectId("cents"),
                        new TaskId("task"),
                        "$26.36",
                        target,
                        null,
                        null,
                        null));
    }

    private static TokenChoice token(String text, double probability, Option... others) {
        return new TokenChoice(text, probability, List.of(others));
    }
}
