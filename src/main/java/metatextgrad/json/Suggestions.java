package metatextgrad.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the known name that is closest to a misspelt one. Pure and thread-safe. */
public final class Suggestions {
    /** Longer names are not compared: the time grows with the square of the length. */
    private static final int LONGEST = 64;

    /** What other data sets call the fields of a task, and other tools their commands. */
    private static final Map<String, List<String>> SYNONYMS =
            Map.of(
                    "input",
                    List.of("question", "prompt", "query", "problem", "instruction", "text"),
                    "target",
                    List.of(
                            "answer",
                            "output",
                            "label",
                            "expected",
                            "completion",
                            "response",
                            "solution"),
                    "ls",
                    List.of("list"),
                    "show",
                    List.of("describe"));

    private Suggestions() {}

    /**
     * Returns the candidate that differs in the fewest letters, and in at most about a third of
     * them; otherwise one whose first half or more the word is, or one that means the same.
     */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) return Optional.empty();
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(
                        Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()))
                .or(() -> abbreviated(word, candidates))
                .or(() -> synonym(word.toLowerCase(Locale.ROOT), candidates));
    }

    private static Optional<String> abbreviated(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.length() <= 2 * word.length())
                .filter(candidate -> candidate.regionMatches(true, 0, word, 0, word.length()))
                .min(Comparator.naturalOrder());
    }

    private static Optional<String> synonym(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> SYNONYMS.getOrDefault(candidate, List.of()).contains(word))
                .findFirst();
    }

    /**
     * Returns a question that ends a message, with a leading blank; empty if no candidate is close.
     */
    public static String didYouMean(String word, Collection<String> candidates) {
        return closest(word, candidates).map(close -> " Did you mean `" + close + "`?").orElse("");
    }

    /** As {@link #didYouMean}, for a message without a full stop: adds one before the question. */
    public static String orDidYouMean(String word, Collection<String> candidates) {
        String question = didYouMean(word, candidates);
        return question.isEmpty() ? "" : "." + question;
    }

    /**
     * Returns the number of letters to insert, drop, change or swap with the next one (Damerau and
     * Levenshtein). Ignores case.
     */
    public static int distance(String one, String other) {
        int[][] costs = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) costs[i][0] = i;
        for (int j = 0; j <= other.length(); j++) costs[0][j] = j;
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                boolean same = same(one.charAt(i - 1), other.charAt(j - 1));
                int cost = costs[i - 1][j - 1] + (same ? 0 : 1);
                cost = Math.min(cost, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
                if (swapped(one, i, other, j)) cost = Math.min(cost, costs[i - 2][j - 2] + 1);
                costs[i][j] = cost;
            }
        }
        return costs[one.length()][other.length()];
    }

    private static boolean swapped(String one, int i, String other, int j) {
        return i > 1
                && j > 1
                && same(one.charAt(i - 1), other.charAt(j - 2))
                && same(one.charAt(i - 2), other.charAt(j - 1));
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
