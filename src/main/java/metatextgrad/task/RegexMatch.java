package metatextgrad.task;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import metatextgrad.model.EvaluatorSpec;
import metatextgrad.model.Reading;
import metatextgrad.model.Task;
import org.jspecify.annotations.Nullable;

/**
 * Equality of what a pattern of the project finds: the first group of its last match, compared as
 * {@code compare} says, whatever the reading: TextGrad has no such scorer. Patterns are those of
 * RE2, which takes time in proportion to the answer: an answer that a backtracking matcher never
 * comes back from would stop a partition.
 */
public final class RegexMatch implements Evaluator {
    /** Its length times the counts in it: the time of a match is this times the answer. */
    private static final long MOST = 5000;

    /** One match takes linear time, but each of many may look as far as the end. */
    private static final long MOST_READS = 10_000_000;

    private static final Pattern COUNT = Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

    private final Where match;
    private final Comparison comparison;

    public RegexMatch() {
        this(Pattern.compile("(?s)\\A(.*)\\z"), Comparison.EXACT);
    }

    private RegexMatch(Pattern pattern, Comparison comparison) {
        match =
                new Where(
                        "match of the pattern `" + pattern.pattern() + "`",
                        reply -> last(pattern, reply));
        this.comparison = comparison;
    }

    @Override
    public String name() {
        return "regex";
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        OwnSettings settings = OwnSettings.of(spec, "pattern", "compare");
        return new RegexMatch(
                compiled(settings.text("pattern")),
                Comparison.named(settings.text("compare", "exact")));
    }

    @Override
    public Finding evaluate(Task task, String answer, Reading reading) {
        return comparison.at(match, task).compare(task, answer, Reading.STRICT);
    }

    private static Pattern compiled(String text) {
        if (size(text) > MOST)
            throw new IllegalArgumentException(
                    "`pattern` is too large: its length times the counts in it is above " + MOST);
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.groupCount() == 0)
                throw new IllegalArgumentException(
                        "`pattern` has no group: put ( ) around what is the answer");
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "`pattern` is malformed or no pattern of RE2: "
                            + e.getDescription()
                            + " at `"
                            + e.getPattern()
                            + "`",
                    e);
        }
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

    private static @Nullable String last(Pattern pattern, String reply) {
        CountedText text = new CountedText(reply);
        Matcher matcher = pattern.matcher(text);
        String last = null;
        while (matcher.find()) {
            if (text.reads() > MOST_READS) return null;
            last = matcher.group(1);
        }
        return last;
    }
}
