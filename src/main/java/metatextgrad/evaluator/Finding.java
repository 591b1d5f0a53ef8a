package metatextgrad.evaluator;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.model.Score;

/** The result of an evaluator for an answer. */
public sealed interface Finding {
    /**
     * A score, with its reason in words.
     *
     * @param criticism what is wrong, or that the answer is right; never blank
     */
    record Scored(Score score, String criticism) implements Finding {
        public Scored {
            requireNonNull(score, "score is null");
            if (criticism.isBlank()) throw new IllegalArgumentException("criticism is blank");
        }
    }

    /**
     * A request to a judge that the evaluator needs first. The reply goes to {@link
     * Evaluator#scoreReply}.
     */
    record Ask(List<Message> messages) implements Finding {
        public Ask {
            messages = List.copyOf(messages);
        }
    }
}
