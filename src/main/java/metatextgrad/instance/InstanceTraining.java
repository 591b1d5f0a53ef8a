package metatextgrad.instance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.llm.Place;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Tags;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.prompt.TaggedText;
import metatextgrad.task.MajorityVote;

/**
 * The training of one answer to one question: in each iteration a critic looks for mistakes without
 * knowing the truth, the criticism goes back to the answer, and the answer is written anew; then
 * all answers vote (METHOD §2.3). The answer is the only text that changes. Pure: the same replies
 * always lead to the same move.
 *
 * @param first the answer to begin with
 * @param constraints what every new answer must keep; its format above all
 */
public record InstanceTraining(
        String question, String first, int iterations, List<String> constraints) {
    /** As the paper's predecessor has it. */
    public static final int ITERATIONS = 3;

    /** Iterations go on with the answer as it is where a reply is of no use, once asked again. */
    private static final int ATTEMPTS = 2;

    /** The next move. */
    public sealed interface Move {
        /** A model is asked; {@code place} names the ask within the training. */
        record Ask(ModelRole role, int step, String place, int attempt, List<Message> messages)
                implements Move {}

        /**
         * All is asked.
         *
         * @param answers every answer there was, in their order
         * @param answer the one that most of them agree on; of equals the earliest
         */
        record Done(List<String> answers, String answer) implements Move {
            public Done {
                answers = List.copyOf(answers);
            }
        }
    }

    public InstanceTraining {
        if (iterations < 0) throw new IllegalArgumentException("iterations must not be negative");
        constraints = List.copyOf(constraints);
    }

    /** Three iterations, and a line that says the result. */
    public static InstanceTraining of(String question, String first) {
        return new InstanceTraining(
                question, first, ITERATIONS, List.of(PromptTemplate.text("instance-format")));
    }

    /** Given the replies to all asks so far, in their order; a failed ask replied nothing. */
    public Move next(List<String> replies) {
        Deque<String> left = new ArrayDeque<>(replies);
        List<String> answers = new ArrayList<>(List.of(first));
        for (int step = 1; step <= iterations; step++) {
            InstancePrompts prompts = new InstancePrompts(question, answers.getLast());
            if (left.isEmpty()) return ask(ModelRole.JUDGE, step, "loss", 0, prompts.critic());
            String criticism = left.remove();
            if (criticism.isBlank()) continue;
            if (left.isEmpty())
                return ask(ModelRole.BACKWARD, step, "backward", 0, prompts.backward(criticism));
            String feedback = left.remove();
            if (feedback.isBlank()) continue;
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (left.isEmpty())
                    return ask(
                            ModelRole.OPTIMIZER,
                            step,
                            "update",
                            attempt,
                            prompts.update(criticism, feedback, constraints));
                if (TaggedText.in(left.remove(), Tags.DEFAULT) instanceof TaggedText.Found found) {
                    answers.add(found.text());
                    break;
                }
            }
        }
        return new Move.Done(answers, answers.get(MajorityVote.winner(answers)));
    }

    private static Move.Ask ask(
            ModelRole role, int step, String place, int attempt, List<Message> messages) {
        return new Move.Ask(role, step, Place.of("instance", place), attempt, messages);
    }
}
