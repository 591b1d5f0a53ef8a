package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import org.junit.jupiter.api.Test;

final class CompositeTest {
    private static final Evaluator EXACT_AND_JUDGE = composite("exact", .3, "judge", .7);
    private static final Evaluator EXACT_AND_NUMBER = composite("exact", .3, "number", .7);
    private static final TaskSubmitted TASK = EvaluatorContract.task("5");

    @Test
    void shouldWeightTheVerdictOfTheJudge() {
        Finding finding = scoreReply("Answer: five", "<ACCURACY>1</ACCURACY>");
        assertThat(finding)
                .isEqualTo(
                        new Finding.Scored(
                                new Score(Score.Outcome.WRONG, .7),
                                "The answer reaches 0.70 of 1.\n"
                                        + "exact, weight 0.3: The answer is `five` but the expected"
                                        + " answer is `5`.\n"
                                        + "judge, weight 0.7: The answer is right."));
    }

    @Test
    void shouldBeRightWhereAllAgree() {
        assertThat(scoreReply("Answer: 5", "<ACCURACY>1</ACCURACY>"))
                .isEqualTo(new Finding.Scored(Score.CORRECT, "The answer is right."));
    }

    @Test
    void shouldRepeatTheRequestOfItsJudge() {
        Finding asked = new JudgeScore().evaluate(TASK, "Answer: 5", AnswerParsing.STRICT);
        assertThat(EXACT_AND_JUDGE.evaluate(TASK, "Answer: 5", AnswerParsing.STRICT))
                .isEqualTo(asked);
        assertThat(scoreReply("Answer: 5", "perhaps")).isEqualTo(asked);
    }

    @Test
    void shouldBeUnparseableOnlyIfNoPartCanReadTheAnswer() {
        assertThat(outcome(EXACT_AND_NUMBER, "5", "five")).isEqualTo(Score.Outcome.UNPARSEABLE);
        assertThat(outcome(EXACT_AND_NUMBER, "5", "Answer: five")).isEqualTo(Score.Outcome.WRONG);
    }

    @Test
    void shouldHaveNoScoreAndNoRequestIfOnePartHasNoScore() {
        assertThat(outcome(EXACT_AND_NUMBER, "five", "Answer: five"))
                .isEqualTo(Score.Outcome.INFRASTRUCTURE);
        assertThat(outcome(composite("judge", .5, "number", .5), "five", "Answer: five"))
                .isEqualTo(Score.Outcome.INFRASTRUCTURE);
    }

    @Test
    void shouldReportWhetherItSendsRequests() {
        assertThat(EXACT_AND_JUDGE.requests()).isTrue();
        assertThat(EXACT_AND_NUMBER.requests()).isFalse();
    }

    private static Score.Outcome outcome(Evaluator evaluator, String target, String answer) {
        Finding finding =
                evaluator.evaluate(EvaluatorContract.task(target), answer, AnswerParsing.STRICT);
        return ((Finding.Scored) finding).score().outcome();
    }

    private static Finding scoreReply(String answer, String reply) {
        return EXACT_AND_JUDGE.scoreReply(TASK, answer, AnswerParsing.STRICT, reply);
    }

    private static Evaluator composite(String one, double weight, String other, double rest) {
        List<EvaluatorSpec.Part> parts = new ArrayList<>();
        parts.add(new EvaluatorSpec.Part(weight, EvaluatorSpec.named(one)));
        parts.add(new EvaluatorSpec.Part(rest, EvaluatorSpec.named(other)));
        return Evaluators.of(new EvaluatorSpec("composite", new TreeMap<>(), parts));
    }
}
