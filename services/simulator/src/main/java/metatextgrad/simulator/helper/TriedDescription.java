package metatextgrad.simulator.helper;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A description that a request shows in a block named description, tried or the like.
 *
 * @param score its gain or score, from an attribute of the tag, the block, or the line before it;
 *     empty without one
 */
record TriedDescription(String text, OptionalDouble score) {
    private static final List<String> NAMES =
            List.of("description", "tried", "attempt", "proposal");
    private static final Pattern BLOCK =
            Pattern.compile("(?s)<([A-Za-z][\\w-]*)((?:\\s[^<>]*)?)>(.*?)</\\1>");
    private static final Pattern SCORE =
            Pattern.compile(
                    "(?i)\\b(?:gain(?:ed)?|scored?|reached|mean)\\b[^\\d.+-]{0,12}([+-]?\\d*\\.\\d+)");
    private static final int LINE_BEFORE = 100;

    /** All of them, in order. */
    static List<TriedDescription> in(String text) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> named(block.group(1)))
                .map(
                        block ->
                                new TriedDescription(
                                        block.group(3),
                                        score(
                                                block.group(2),
                                                block.group(3),
                                                lineBefore(text, block.start()))))
                .toList();
    }

    private static boolean named(String tag) {
        return NAMES.stream().anyMatch(tag.toLowerCase(Locale.ROOT)::contains);
    }

    private static String lineBefore(String text, int start) {
        String before = text.substring(Math.max(0, start - LINE_BEFORE), start).stripTrailing();
        return before.substring(before.lastIndexOf('\n') + 1);
    }

    private static OptionalDouble score(String... places) {
        return Stream.of(places)
                .flatMap(place -> SCORE.matcher(place).results().limit(1))
                .mapToDouble(match -> Double.parseDouble(match.group(1)))
                .findFirst();
    }
}
