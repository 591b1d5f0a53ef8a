package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

/** The position of an answer in the log of its requester. */
public record AnswerPlace(Asker asker, int partition, long offset) {
    public AnswerPlace {
        requireNonNull(asker, "asker is null");
    }
}
