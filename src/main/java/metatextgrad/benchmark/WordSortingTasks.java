package metatextgrad.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import metatextgrad.statistics.Seeds;

/**
 * Lists of made-up words to sort by code point. Without limits their lengths follow those of
 * BIG-Bench Hard, with a few {@code '} and {@code &} (METHOD §3.3).
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

    private final int maxWords;
    private final int shared;

    public WordSortingTasks() {
        this(20, 20);
    }

    /**
     * Easier or harder lists.
     *
     * @param maxWords of one list
     * @param shared percentage of words that begin like another one of their list
     */
    public WordSortingTasks(int maxWords, int shared) {
        if (maxWords < LEAST || maxWords > 100 || shared < 0 || shared > 90)
            throw new IllegalArgumentException("no such words");
        this.maxWords = maxWords;
        this.shared = shared;
    }

    @Override
    Pair draw(Seeds random) {
        int spread = maxWords - LEAST;
        int count = maxWords - random.below(spread / 2 + 1) - random.below((spread + 1) / 2 + 1);
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

    private String start(Seeds random, List<String> words) {
        if (words.isEmpty() || random.below(100) >= shared) return random.oneOf(STARTS);
        String other = random.oneOf(words);
        return other.substring(0, Math.min(other.length(), 2 + random.below(3)));
    }

    private static String end(Seeds random) {
        return random.oneOf(random.below(50) == 0 ? ODD_ENDS : ENDS);
    }
}
