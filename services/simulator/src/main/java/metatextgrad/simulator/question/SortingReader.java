package metatextgrad.simulator.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds {@code List:} and words up to the end of the line. */
final class SortingReader {
    static final Pattern SHAPE = Pattern.compile("List:[ \\t]*\\n?([^\\n<`]+)");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d][\\p{L}\\d'&-]*");

    private SortingReader() {}

    static Optional<Question> question(MatchResult match) {
        List<String> words = words(match.group(1));
        return words.size() < 2 ? Optional.empty() : Optional.of(new SortingQuestion(words));
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        for (String token : line.trim().split("\\s+")) {
            String word = token.replaceFirst("[.,;\"]+$", "");
            if (!WORD.matcher(word).matches()) break;
            words.add(word);
            if (token.endsWith(".") || token.endsWith("\"")) break;
        }
        return words;
    }
}
