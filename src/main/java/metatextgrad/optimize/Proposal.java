package metatextgrad.optimize;

import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.model.Program;

/** What a strategy wants: ask a model, offer a program, or nothing. */
public sealed interface Proposal {
    /** One question per text to be rewritten. */
    record Ask(List<Question> questions, int cutBytes) implements Proposal {
        public Ask {
            questions = List.copyOf(questions);
        }
    }

    /** A program that needs no model. */
    record Offer(Program program) implements Proposal {}

    /** No proposal, and why. */
    record Nothing(String reason) implements Proposal {}

    /** A question to the optimizer model; {@code about} names what its reply rewrites. */
    record Question(String about, List<Message> messages) {
        public Question {
            messages = List.copyOf(messages);
        }
    }
}
