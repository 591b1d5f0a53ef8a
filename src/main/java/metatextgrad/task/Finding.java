package metatextgrad.task;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.model.Score;

/** What an evaluator makes of an answer. */
public sealed interface Finding {
    /**
     * A score, and in words why.
     *
     * @param criticism what is wrong, or that the answer is right; never blank
     */
    record Scored(Score score, String criticism) implements Finding {
        public Scored {
            requireNonNull(score, "score is null");
            if (criticism.isBlank()) throw new IllegalArgumentException("criticism is blank");
        }
    }

    /** A judge must be asked first; its reply goes to {@link Evaluator#hear}. */
    record Ask(List<Message> messages) implements Finding {
        public Ask {
            messages = List.copyOf(messages);
        }
    }
}
