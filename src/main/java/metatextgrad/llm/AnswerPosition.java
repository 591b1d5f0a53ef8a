package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

/** The position of an answer in the log of its requester. */
public record AnswerPosition(Requester requester, int partition, long offset) {
    public AnswerPosition {
        requireNonNull(requester, "asker is null");
    }
}
