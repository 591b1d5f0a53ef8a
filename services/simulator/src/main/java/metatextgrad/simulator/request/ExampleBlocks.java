package metatextgrad.simulator.request;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;

/**
 * The worked examples of a prompt, and its other text. Other clients may mark the tags of a prompt
 * that they show.
 *
 * @param prose the text without the examples and the sentence before them
 * @param whole the examples as they are, with that sentence; empty without any
 */
public record ExampleBlocks(String prose, String whole, List<String> examples) {
    private static final String BLOCK = "<\\\\?IN>(.*?)<\\\\?/IN>\\s*<\\\\?OUT>(.*?)<\\\\?/OUT>";
    private static final Pattern EXAMPLES =
            Pattern.compile(
                    "(?:\\n*Examples, each a message[^\\n]*)?(?:\\s*" + BLOCK + ")+",
                    Pattern.DOTALL);
    private static final Pattern ONE = Pattern.compile(BLOCK, Pattern.DOTALL);

    public static ExampleBlocks in(String text) {
        // Most texts have no example, and a search for a string is fast.
        if (!text.contains("OUT>")) return new ExampleBlocks(text, "", List.of());
        StringBuilder whole = new StringBuilder();
        EXAMPLES.matcher(text).results().map(MatchResult::group).forEach(whole::append);
        List<String> examples =
                ONE.matcher(whole)
                        .results()
                        .map(example -> example.group(1) + "\n" + example.group(2))
                        .toList();
        return new ExampleBlocks(EXAMPLES.matcher(text).replaceAll(""), whole.toString(), examples);
    }

    /** The number of examples of the same task that answer another question rightly. */
    public int teaching(Question question) {
        return (int) examples.stream().filter(example -> teaches(example, question)).count();
    }

    private static boolean teaches(String example, Question question) {
        return QuestionReader.last(example)
                .filter(found -> found.question().task() == question.task())
                .filter(found -> !found.question().identity().equals(question.identity()))
                .filter(
                        found ->
                                FinalAnswer.after(found.end(), example)
                                        .filter(found.question().target()::equals)
                                        .isPresent())
                .isPresent();
    }
}
