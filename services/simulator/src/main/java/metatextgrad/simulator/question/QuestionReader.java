package metatextgrad.simulator.question;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a question in any text by its form. */
public final class QuestionReader {
    private QuestionReader() {}

    /** Finds the last question; earlier ones may be examples. */
    public static Optional<Question.Found> last(String text) {
        return Stream.of(
                        BracketReader.last(text),
                        SortingReader.last(text),
                        CountingReader.last(text))
                .flatMap(Optional::stream)
                .max(Comparator.comparingInt(Question.Found::start));
    }
}
