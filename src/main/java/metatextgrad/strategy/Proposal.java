package metatextgrad.strategy;

import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.model.Program;

/**
 * The action that a strategy chooses: send questions to a model, offer a program, or do nothing.
 */
public sealed interface Proposal {
    /** Sends one question per text to rewrite. */
    record Ask(List<Question> questions, int cutBytes) implements Proposal {
        public Ask {
            questions = List.copyOf(questions);
        }
    }

    /** Offers a program that needs no model. */
    record Offer(Program program) implements Proposal {}

    /** Makes no proposal, and gives the reason. */
    record Nothing(String reason) implements Proposal {}

    /** A question to the optimizer model. {@code about} names the text that the reply rewrites. */
    record Question(String about, List<Message> messages) {
        public Question {
            messages = List.copyOf(messages);
        }
    }
}
