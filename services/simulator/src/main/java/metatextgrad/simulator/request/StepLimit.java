package metatextgrad.simulator.request;

import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the largest total of steps that a request allows. */
public final class StepLimit {
    private static final String BOUND =
            "(?:at most|no more than|not more than|more than|exceed|exceeds|up to|within|maximum|max|limit|budget|total|sum|in all|<=|≤)";
    // "at most 6 steps", "the steps sum to no more than 6", "6 steps in all"
    private static final Pattern BEHIND =
            Pattern.compile("(?i)" + BOUND + "\\b[^.\\d\\n]{0,40}?\\b(\\d{1,3})\\b");
    private static final Pattern AHEAD =
            Pattern.compile("(?i)\\b(\\d{1,3})\\b[^.\\d\\n]{0,20}?" + BOUND);
    private static final Pattern SENTENCE =
            Pattern.compile("(?i)[^.\\n]*\\b(?:steps?|iterations?)\\b[^.\\n]*");

    private StepLimit() {}

    /** The last number that a sentence about steps sets as a limit. */
    public static OptionalInt in(String text) {
        return SENTENCE.matcher(EmbeddedJson.without(text))
                .results()
                .map(MatchResult::group)
                .map(StepLimit::bound)
                .filter(OptionalInt::isPresent)
                .reduce((first, second) -> second)
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt bound(String sentence) {
        return BEHIND.matcher(sentence)
                .results()
                .reduce((first, second) -> second)
                .or(() -> AHEAD.matcher(sentence).results().findFirst())
                .map(match -> OptionalInt.of(Integer.parseInt(match.group(1))))
                .filter(bound -> bound.getAsInt() > 0)
                .orElse(OptionalInt.empty());
    }
}
