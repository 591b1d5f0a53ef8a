package metatextgrad.simulator.request;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the answer line of a reply inside a longer text. */
public final class FinalAnswer {
    // An answer in quotes or angle brackets is an example of the format, and bracket answers do not
    // start with "<L".
    private static final Pattern LINE = Pattern.compile("(?m)Answer:[ \\t]*([^\\n`\"]*)");
    private static final Pattern TRUTH =
            Pattern.compile("(?:expected|correct|true|right|reference|gold|target|desired)\\W*$");
    private static final Pattern TAG_BEHIND = Pattern.compile("\\s*</?[A-Za-z].*$");

    private FinalAnswer() {}

    /** The last answer line behind a position, except lines marked as the truth. */
    public static Optional<String> after(int start, String text) {
        return LINE.matcher(text)
                .results()
                .filter(line -> line.start() >= start)
                .filter(line -> !isTruth(line, text))
                .map(line -> TAG_BEHIND.matcher(line.group(1)).replaceFirst("").strip())
                .filter(FinalAnswer::isFilledIn)
                .reduce((first, second) -> second);
    }

    private static boolean isFilledIn(String answer) {
        return !answer.isEmpty()
                && !answer.equals("...")
                && !answer.equals("…")
                && !answer.startsWith("{");
    }

    private static boolean isTruth(MatchResult line, String text) {
        String before = text.substring(Math.max(0, line.start() - 30), line.start());
        String sameLine = before.substring(before.lastIndexOf('\n') + 1);
        return TRUTH.matcher(sameLine.toLowerCase(Locale.ROOT)).find();
    }
}
