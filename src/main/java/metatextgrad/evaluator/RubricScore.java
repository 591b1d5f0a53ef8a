package metatextgrad.evaluator;

import java.util.List;
import java.util.Map;
import metatextgrad.llm.Message;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.prompt.PromptTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Lets a judge model decide whether the answer meets a rubric, for tasks without an expected answer
 * . It may have one part: the evaluator of the tasks that have one. The verdict is 1 or 0. Any
 * other reply is unusable, and never a 0.
 */
public final class RubricScore implements Evaluator {
    public static final String NAME = "rubric";

    private static final Message SYSTEM = Message.system(PromptTemplate.text("rubric-system"));
    private static final PromptTemplate QUESTION = PromptTemplate.named("rubric");

    private final String rubric;
    private final @Nullable Evaluator ofTargets;

    public RubricScore() {
        this("", null);
    }

    private RubricScore(String rubric, @Nullable Evaluator ofTargets) {
        this.rubric = rubric;
        this.ofTargets = ofTargets;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        String text = OwnSettings.ofOnePart(spec, NAME).text(NAME);
        return new RubricScore(
                text,
                spec.parts().isEmpty() ? null : Evaluators.of(spec.parts().getFirst().evaluator()));
    }

    @Override
    public boolean requests() {
        return true;
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        if (ofTargets != null && task.target() != null)
            return ofTargets.evaluate(task, answer, reading);
        if (answer.isBlank()) return new Finding.Scored(Score.UNPARSEABLE, "There is no answer.");
        Map<String, String> values =
                Map.of("rubric", rubric, "question", task.input(), "reply", answer);
        return new Finding.Ask(List.of(SYSTEM, Message.user(QUESTION.fill(values))));
    }

    @Override
    public Finding scoreReply(
            TaskSubmitted task, String answer, AnswerParsing reading, String reply) {
        if (ofTargets != null && task.target() != null)
            return ofTargets.scoreReply(task, answer, reading, reply);
        return switch (Verdict.in(reply)) {
            case "1" -> Rule.RIGHT;
            case "0" ->
                    new Finding.Scored(
                            Score.WRONG,
                            "The judge finds that the answer does not meet this rubric: "
                                    + Rule.shown(rubric));
            default -> evaluate(task, answer, reading);
        };
    }
}
