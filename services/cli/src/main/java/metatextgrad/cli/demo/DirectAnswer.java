package metatextgrad.cli.demo;

import java.util.List;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.evaluator.Finding;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;

/** An answer of an application, which calls the model itself. */
public final class DirectAnswer {
    private DirectAnswer() {}

    /** Returns the score of a prompt on a task, from 0 to 1; 0 if the model gives no answer. */
    public static double score(
            LanguageModel model, LoopSettings loop, String prompt, TaskSubmitted task) {
        return score(loop, text(model, loop, prompt, task), task);
    }

    /** Returns the answer to a task; empty if the model gives none. */
    public static String text(
            LanguageModel model, LoopSettings loop, String prompt, TaskSubmitted task) {
        List<Message> messages = List.of(Message.system(prompt), Message.user(task.input()));
        return model.ask(loop.model(ModelRole.PROGRAM), messages, 0)
                        instanceof Reply.Answered answered
                ? answered.text()
                : "";
    }

    /** Returns the score of an answer, from 0 to 1. */
    public static double score(LoopSettings loop, String answer, TaskSubmitted task) {
        return Evaluators.of(loop.evaluator()).evaluate(task, answer, loop.reading())
                        instanceof Finding.Scored scored
                ? scored.score().value()
                : 0;
    }
}
