package metatextgrad.evaluator;

import java.util.List;
import java.util.Map;
import metatextgrad.llm.Message;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.prompt.PromptTemplate;

/**
 * Lets a judge model decide whether the answer agrees with the expected one (METHOD §2.4 kind 2,
 * §3.2), for tasks that no exact evaluator can score. The project may set the instruction. The
 * verdict is 1 or 0 in the only pair of tags, in either reading. Any other reply is unusable, and
 * never a 0.
 */
public final class JudgeScore implements Evaluator {
    private static final Message SYSTEM = Message.system(PromptTemplate.text("judge-system"));
    private static final PromptTemplate QUESTION = PromptTemplate.named("judge");

    private final String instruction;

    public JudgeScore() {
        this(PromptTemplate.text("judge-instruction"));
    }

    private JudgeScore(String instruction) {
        this.instruction = instruction;
    }

    @Override
    public String name() {
        return "judge";
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        return new JudgeScore(OwnSettings.of(spec, "instruction").text("instruction", instruction));
    }

    @Override
    public boolean requests() {
        return true;
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        String target = task.target();
        if (target == null || target.isBlank()) return Rule.unscored(Rule.NO_TARGET);
        if (answer.isBlank())
            return new Finding.Scored(
                    Score.UNPARSEABLE,
                    "There is no answer; the expected answer is " + Rule.shown(target) + ".");
        Map<String, String> values =
                Map.of(
                        "instruction", instruction,
                        "question", task.input(),
                        "truth", target,
                        "prediction", answer);
        return new Finding.Ask(List.of(SYSTEM, Message.user(QUESTION.fill(values))));
    }

    @Override
    public Finding scoreReply(
            TaskSubmitted task, String answer, AnswerParsing reading, String reply) {
        return switch (Verdict.in(reply)) {
            case "1" -> Rule.RIGHT;
            case "0" ->
                    new Finding.Scored(
                            Score.WRONG,
                            "The judge finds that the answer does not agree with the expected"
                                    + " answer "
                                    + Rule.shown(String.valueOf(task.target()))
                                    + ".");
            default -> evaluate(task, answer, reading);
        };
    }
}
