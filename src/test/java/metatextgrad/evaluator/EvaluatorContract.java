package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.model.ProjectId;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * The contract of every {@link Evaluator}. Your test extends this class and gives three texts. It
 * also gives the judge's replies, if the evaluator has a judge.
 */
public abstract class EvaluatorContract {
    protected abstract Evaluator evaluator();

    /** An expected answer. */
    protected abstract String target();

    /** A reply with a right answer. */
    protected abstract String right();

    /** A reply with a readable, wrong answer. */
    protected abstract String wrong();

    /** The judge's reply about a right or wrong answer, for evaluators with a judge. */
    protected String verdict(boolean right) {
        throw new UnsupportedOperationException(evaluator().name() + " has no judge");
    }

    @Example
    void shouldBeFoundByItsName() {
        assertThat(Evaluators.named(evaluator().name())).hasSameClassAs(evaluator());
    }

    @Example
    void shouldScoreTheRightAnswer() {
        assertThat(finding(right(), true))
                .isEqualTo(new Finding.Scored(Score.CORRECT, "The answer is right."));
    }

    @Example
    void shouldReportTheProblem() {
        assertThat(finding(wrong(), false))
                .isInstanceOfSatisfying(
                        Finding.Scored.class,
                        scored -> {
                            assertThat(scored.score()).isEqualTo(Score.WRONG);
                            assertThat(scored.criticism()).contains("`" + target() + "`");
                        });
    }

    @Example
    void shouldNotBlameTheProgramForATaskWithoutTarget() {
        assertThat(evaluator().evaluate(task(null), right(), AnswerParsing.STRICT))
                .isInstanceOfSatisfying(
                        Finding.Scored.class,
                        scored -> assertThat(scored.score()).isEqualTo(Score.INFRASTRUCTURE));
    }

    @Property(tries = 300)
    void shouldFindTheSameInAnyTextAndNeverThrow(
            @ForAll("oddTexts") String target,
            @ForAll("oddTexts") String answer,
            @ForAll AnswerParsing reading) {
        TaskSubmitted task = task(target);
        Finding first = evaluator().evaluate(task, answer, reading);
        Finding second = evaluator().evaluate(task, answer, reading);
        assertThat(second).isEqualTo(first);
    }

    /** An unusable reply leads to the same question again. */
    @Property(tries = 300)
    void shouldScoreAReplyAlikeAndNeverThrow(
            @ForAll("oddTexts") String reply, @ForAll AnswerParsing reading) {
        if (!evaluator().requests()) return;
        TaskSubmitted task = task(target());
        Finding asked = evaluator().evaluate(task, right(), reading);
        Finding first = evaluator().scoreReply(task, right(), reading, reply);
        assertThat(evaluator().scoreReply(task, right(), reading, reply)).isEqualTo(first);
        if (first instanceof Finding.Ask) assertThat(first).isEqualTo(asked);
    }

    @Example
    void shouldSendRequestsOnlyIfItReportsSo() {
        Finding finding = evaluator().evaluate(task(target()), right(), AnswerParsing.STRICT);
        assertThat(finding instanceof Finding.Ask).isEqualTo(evaluator().requests());
    }

    private Finding finding(String answer, boolean right) {
        TaskSubmitted task = task(target());
        Finding finding = evaluator().evaluate(task, answer, AnswerParsing.STRICT);
        return switch (finding) {
            case Finding.Scored scored -> scored;
            case Finding.Ask ask ->
                    evaluator().scoreReply(task, answer, AnswerParsing.STRICT, verdict(right));
        };
    }

    @Provide
    Arbitrary<String> oddTexts() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "Answer:",
                        "answer :",
                        "**Answer:**",
                        " ",
                        "\n",
                        "\u0000",
                        "😀",
                        "\ud800",
                        "\u202e",
                        "\u200b",
                        "\u00a0",
                        "(",
                        ">",
                        "] )",
                        "-3",
                        "1,234",
                        ".5",
                        "12/5",
                        "9".repeat(5000),
                        "<".repeat(50_000),
                        ",111".repeat(9000),
                        "B",
                        "²",
                        "'",
                        "İ",
                        "$",
                        "\\",
                        "####",
                        "apple",
                        target(),
                        right(),
                        wrong());
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(200));
    }

    static TaskSubmitted task(@Nullable String target) {
        ProjectId project = new ProjectId("words");
        String input = "a question";
        return new TaskSubmitted(
                project,
                TaskSubmitted.idOf(project, input, target),
                input,
                target,
                null,
                null,
                null);
    }
}
