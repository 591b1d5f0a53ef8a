package metatextgrad.task;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import metatextgrad.statistics.Seeds;

/**
 * Lists of 2 to 20 made-up words to be sorted by code point; some share a beginning (METHOD §3.3).
 */
public final class WordSortingTasks extends TaskGenerator {
    private static final List<String> STARTS =
            List.of(
                    "al", "ba", "car", "de", "em", "fi", "gra", "he", "in", "jo", "ka", "lu", "mo",
                    "ne", "or", "pre", "qui", "ro", "sta", "tri", "un", "ve", "wa", "ye", "zo");
    private static final List<String> MIDDLES =
            List.of("", "li", "ter", "mon", "ga", "ver", "so", "ni", "du", "le");
    private static final List<String> ENDS =
            List.of(
                    "n", "t", "ld", "sh", "ry", "ck", "nd", "st", "l", "ne", "s", "m", "que", "t's",
                    "&t");

    @Override
    Pair draw(Seeds random) {
        int count = 2 + random.below(10) + random.below(10);
        TreeSet<String> sorted = new TreeSet<>();
        List<String> words = new ArrayList<>();
        while (words.size() < count) {
            String word = word(random);
            if (sorted.add(word)) words.add(word);
        }
        return new Pair(
                "Sort the following words alphabetically: List: " + String.join(" ", words),
                String.join(" ", sorted));
    }

    private static String word(Seeds random) {
        String end =
                random.below(25) == 0
                        ? random.oneOf(ENDS)
                        : ENDS.get(random.below(ENDS.size() - 2));
        return random.oneOf(STARTS) + random.oneOf(MIDDLES) + end;
    }
}
