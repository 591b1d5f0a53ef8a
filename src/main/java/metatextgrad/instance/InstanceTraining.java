package metatextgrad.instance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import metatextgrad.evaluator.MajorityVote;
import metatextgrad.llm.Message;
import metatextgrad.llm.RequestPath;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Tags;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.prompt.TaggedText;

/**
 * Trains one answer to one question. In each iteration a critic looks for mistakes without the
 * truth, the criticism is propagated to the answer, and the answer is rewritten. Then all answers
 * vote (METHOD §2.3). Only the answer changes. Pure: the same replies always lead to the same move.
 *
 * @param first the initial answer
 * @param constraints the rules for each new answer, most of all its format
 */
public record InstanceTraining(
        String question, String first, int iterations, List<String> constraints) {
    /** The value of the predecessor of the paper. */
    public static final int ITERATIONS = 3;

    /** If a reply is unusable after a retry, the iteration keeps the answer. */
    private static final int ATTEMPTS = 2;

    /** The next move. */
    public sealed interface Move {
        /** Sends a request to a model; {@code place} names the request within the training. */
        record Ask(ModelRole role, int step, String place, int attempt, List<Message> messages)
                implements Move {}

        /**
         * The training is complete.
         *
         * @param answers all answers, in order
         * @param answer the most frequent answer; the earliest of equals
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

    /** Three iterations, and a constraint that requires a result line. */
    public static InstanceTraining of(String question, String first) {
        return new InstanceTraining(
                question, first, ITERATIONS, List.of(PromptTemplate.text("instance-format")));
    }

    /**
     * Decides the next move from the replies to all requests so far, in order. A failed request has
     * no reply.
     */
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
        return new Move.Ask(role, step, RequestPath.of("instance", place), attempt, messages);
    }
}
