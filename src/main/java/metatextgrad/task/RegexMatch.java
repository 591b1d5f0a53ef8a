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
    /** The time of a match is that of pattern times answer. */
    private static final int LONGEST = 1000;

    private final Where match;
    private final Comparison comparison;

    public RegexMatch() {
        this(Pattern.compile("(?s)(.*)"), Comparison.EXACT);
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
        if (text.length() > LONGEST)
            throw new IllegalArgumentException(
                    "`pattern` is longer than " + LONGEST + " characters");
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

    private static @Nullable String last(Pattern pattern, String reply) {
        Matcher matcher = pattern.matcher(reply);
        String last = null;
        while (matcher.find()) last = matcher.group(1);
        return last;
    }
}
