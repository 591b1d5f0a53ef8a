package metatextgrad.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import metatextgrad.statistics.Seeds;

/**
 * Lists of made-up words to sort by code point. Their lengths follow those of BIG-Bench Hard, with
 * a few {@code '} and {@code &} (METHOD §3.3).
 */
public final class WordSortingTasks extends TaskGenerator {
    private static final int LEAST = 2;
    private static final List<String> STARTS =
            List.of(
                    ("al ba car de em fi gra he in jo ka lu mo ne or pre qui ro sta tri un ve wa"
                                    + " ye zo")
                            .split(" "));
    private static final List<String> MIDDLES =
            List.of("a e i o li ter mon ga ver so ni du le".split(" "));
    private static final List<String> ENDS =
            List.of("n t ld sh ry ck nd st l ne s m que".split(" "));
    private static final List<String> ODD_ENDS = List.of("t's", "&t", "s'");

    private static final int MAX = 20;

    /** Percentage of words that begin like another one of their list. */
    private static final int SHARED = 20;

    @Override
    Pair draw(Seeds random) {
        int spread = (MAX - LEAST) / 2 + 1;
        int count = MAX - random.below(spread) - random.below(spread);
        TreeSet<String> sorted = new TreeSet<>();
        List<String> words = new ArrayList<>();
        while (words.size() < count) {
            String word = start(random, words) + random.oneOf(MIDDLES) + end(random);
            if (sorted.add(word)) words.add(word);
        }
        return new Pair(
                "The following words are to be sorted alphabetically. List: "
                        + String.join(" ", words),
                String.join(" ", sorted));
    }

    private static String start(Seeds random, List<String> words) {
        if (words.isEmpty() || random.below(100) >= SHARED) return random.oneOf(STARTS);
        String other = random.oneOf(words);
        return other.substring(0, Math.min(other.length(), 2 + random.below(3)));
    }

    private static String end(Seeds random) {
        return random.oneOf(random.below(50) == 0 ? ODD_ENDS : ENDS);
    }
}
