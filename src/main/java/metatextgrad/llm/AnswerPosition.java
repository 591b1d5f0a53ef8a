package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

/** The position of an answer in the log of its requester. */
public record AnswerPosition(Requester asker, int partition, long offset) {
    public AnswerPosition {
        requireNonNull(asker, "asker is null");
    }
}
