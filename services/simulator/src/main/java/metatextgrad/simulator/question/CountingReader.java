package metatextgrad.simulator.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds {@code I have ... How many ... do I have?} */
final class CountingReader {
    static final Pattern SHAPE =
            Pattern.compile("I have ([^.?]+)\\.\\s+How many ([^?.]+?) do I have\\?");
    private static final Pattern SEPARATOR = Pattern.compile(",\\s*(?:and\\s+)?|\\s+and\\s+");
    private static final List<String> NUMBERS =
            List.of(
                    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten", "eleven", "twelve");

    private CountingReader() {}

    static Optional<Question> question(MatchResult match) {
        var amounts = new ArrayList<Amount>();
        for (String phrase : SEPARATOR.split(match.group(1).trim())) {
            String[] parts = phrase.trim().toLowerCase(Locale.ROOT).split("\\s+", 2);
            amounts.add(
                    parts.length == 2 && count(parts[0]) > 0
                            ? new Amount(count(parts[0]), parts[1])
                            : new Amount(1, phrase.trim()));
        }
        return Optional.of(new CountingQuestion(amounts, match.group(2).toLowerCase(Locale.ROOT)));
    }

    private static int count(String word) {
        if (word.equals("a") || word.equals("an")) return 1;
        return word.matches("\\d{1,4}") ? Integer.parseInt(word) : NUMBERS.indexOf(word);
    }
}
