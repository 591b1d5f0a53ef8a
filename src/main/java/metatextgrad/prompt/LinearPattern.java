package metatextgrad.prompt;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern written by a user or a model. Patterns are those of RE2, whose matches take time in
 * proportion to the text. A backtracking matcher could stop a partition. Immutable and thread-safe.
 */
public final class LinearPattern {
    /** The limit of its length times the counts in it: a match takes this times the text. */
    private static final long MAX = 5000;

    /**
     * The limit of text read by all matches: one match takes linear time, but each of many may read
     * to the end.
     */
    private static final long MAX_READS = 10_000_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles this text.
     *
     * @throws IllegalArgumentException with the problem in one line, to be printed behind the name
     *     of the pattern
     */
    public static LinearPattern of(String text) {
        if (size(text) > MAX)
            throw new IllegalArgumentException(
                    "is too large: its length times the counts in it is above " + MAX);
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
     * Returns the first group of the last match, or the match itself if the pattern has no group.
     * Null if nothing matches, or if reading all matches would take too long.
     */
    public @Nullable String last(String text) {
        CountedText counted = new CountedText(text);
        Matcher matcher = pattern.matcher(counted);
        String last = null;
        while (matcher.find()) {
            if (counted.reads() > MAX_READS) return null;
            last = matcher.group(hasGroup() ? 1 : 0);
        }
        return last;
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** Treats all counts as nested, because the library unrolls them when it compiles. */
    private static long size(String text) {
        long size = text.length();
        for (Matcher count = COUNT.matcher(text); count.find() && size <= MAX; ) {
            String max = count.group(2);
            size *= Math.max(1, number(max == null || max.isEmpty() ? count.group(1) : max));
        }
        return size;
    }

    private static long number(String digits) {
        return digits.length() > 9 ? MAX + 1 : Long.parseLong(digits);
    }
}
