package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

/** Where an answer lies: in the log of its asker. */
public record AnswerPlace(Asker asker, int partition, long offset) {
    public AnswerPlace {
        requireNonNull(asker, "asker is null");
    }
}
