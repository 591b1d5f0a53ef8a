package metatextgrad.simulator.question;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a question in any text by its form. */
public final class QuestionReader {
    private QuestionReader() {}

    /** Finds the last question; earlier ones may be examples. */
    public static Optional<Question.Found> last(String text) {
        return in(text).stream().reduce((first, second) -> second);
    }

    /** Finds all questions, in order. */
    public static List<Question.Found> in(String text) {
        return Stream.of(
                        all(BracketReader.SHAPE, BracketReader::question, text),
                        all(SortingReader.SHAPE, SortingReader::question, text),
                        all(CountingReader.SHAPE, CountingReader::question, text))
                .flatMap(found -> found)
                .sorted(Comparator.comparingInt(Question.Found::start))
                .toList();
    }

    private static Stream<Question.Found> all(
            Pattern shape, Function<MatchResult, Optional<Question>> reading, String text) {
        return shape.matcher(text)
                .results()
                .flatMap(
                        match ->
                                reading.apply(match).stream()
                                        .map(
                                                one ->
                                                        new Question.Found(
                                                                one, match.start(), match.end())));
    }
}
