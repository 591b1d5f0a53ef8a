package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import metatextgrad.simulator.request.TaggedBlock;

/** Finds the mistakes in a request that are counted over many conversations. */
final class CountedPatterns {
    private static final List<String> NAMES = List.of("pattern", "mistakes", "causes");
    private static final Pattern LINE =
            Pattern.compile("(?im)^\\W*(?:(once)|(\\d{1,3})(?: times| x| ×)?)\\W*?[:.]\\s+(.+)$");

    private CountedPatterns() {}

    /** Returns each mistake as often as it was counted, the request's first one first. */
    static List<String> in(String text) {
        List<String> criticisms = new ArrayList<>();
        TaggedBlock.in(text).stream()
                .filter(block -> block.hasNameOf(NAMES))
                .flatMap(block -> LINE.matcher(block.content()).results())
                .filter(line -> !Advice.in(line.group(3)).isEmpty())
                .forEach(
                        line ->
                                IntStream.range(0, count(line))
                                        .forEach(i -> criticisms.add(line.group(3).strip())));
        return criticisms;
    }

    private static int count(MatchResult line) {
        return line.group(1) != null ? 1 : Integer.parseInt(line.group(2));
    }
}
