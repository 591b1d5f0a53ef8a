package metatextgrad.experiments.real;

import java.time.InstantSource;
import java.util.List;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;

/**
 * The measured speed of the models.
 *
 * @param answerSeconds mean time of an answer to a task
 * @param reviewSeconds time of a longer reply of the other model
 */
public record SpeedProbe(double answerSeconds, double reviewSeconds) {
    /** Calls of the task model, and one of the other model. */
    static final int ANSWERS = 5;

    /** A rewrite is about as long. */
    private static final int REVIEW_TOKENS = 250;

    /**
     * Measures with {@value #ANSWERS} calls of the task model and one call of the other one, which
     * are not recorded.
     *
     * @throws IllegalStateException if a call gets no reply
     */
    public static SpeedProbe measure(
            LanguageModel model, Project project, List<TaskSubmitted> rows, InstantSource clock) {
        String prompt = project.seed().trainable().getFirst().prompt().value();
        ModelSpec task = project.loop().model(ModelRole.PROGRAM);
        long start = clock.millis();
        for (TaskSubmitted row : rows.subList(0, ANSWERS))
            ask(model, task, List.of(Message.system(prompt), Message.user(row.input())));
        long middle = clock.millis();
        ModelSpec other = project.loop().model(ModelRole.OPTIMIZER);
        ModelSpec brief = new ModelSpec(other.name(), 0, REVIEW_TOKENS, other.timeoutSeconds());
        String review =
                "This is the prompt of a language model:\n%s\nThis is a message that it got:\n%s\nExplain in five sentences what the prompt lacks, and write a better one."
                        .formatted(prompt, rows.getFirst().input());
        ask(model, brief, List.of(Message.user(review)));
        long end = clock.millis();
        return new SpeedProbe((middle - start) / 1_000. / ANSWERS, (end - middle) / 1_000.);
    }

    private static void ask(LanguageModel model, ModelSpec spec, List<Message> messages) {
        Reply reply = model.ask(spec, messages, 1);
        if (!(reply instanceof Reply.Served))
            throw new IllegalStateException(
                    "the model `%s` does not answer: %s"
                            .formatted(spec.name(), ((Reply.NoAnswer) reply).reason()));
    }
}
