package metatextgrad.prompt;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that somebody else wrote, a person or a model. Patterns are those of RE2, which takes
 * time in proportion to the text: a text that a backtracking matcher never comes back from would
 * stop a partition. Immutable and thread-safe.
 */
public final class LinearPattern {
    /** Its length times the counts in it: the time of a match is this times the text. */
    private static final long MOST = 5000;

    /** One match takes linear time, but each of many may look as far as the end. */
    private static final long MOST_READS = 10_000_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The pattern of this text.
     *
     * @throws IllegalArgumentException with what is wrong, to follow the pattern's name in one line
     */
    public static LinearPattern of(String text) {
        if (size(text) > MOST)
            throw new IllegalArgumentException(
                    "is too large: its length times the counts in it is above " + MOST);
        try {
            return new LinearPattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is malformed or no pattern of RE2: "
                            + e.getDescription()
                            + " at `"
                            + e.getPattern()
                            + "`",
                    e);
        }
    }

    public boolean hasGroup() {
        return pattern.groupCount() > 0;
    }

    /**
     * The first group of the last match, or the match itself where the pattern has no group; null
     * if nothing matches, or so much that reading it would take too long.
     */
    public @Nullable String last(String text) {
        CountedText counted = new CountedText(text);
        Matcher matcher = pattern.matcher(counted);
        String last = null;
        while (matcher.find()) {
            if (counted.reads() > MOST_READS) return null;
            last = matcher.group(hasGroup() ? 1 : 0);
        }
        return last;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** As if every count stood inside the others: the library unrolls them when it compiles. */
    private static long size(String text) {
        long size = text.length();
        for (Matcher count = COUNT.matcher(text); count.find() && size <= MOST; ) {
            String most = count.group(2);
            size *= Math.max(1, number(most == null || most.isEmpty() ? count.group(1) : most));
        }
        return size;
    }

    private static long number(String digits) {
        return digits.length() > 9 ? MOST + 1 : Long.parseLong(digits);
    }
}
