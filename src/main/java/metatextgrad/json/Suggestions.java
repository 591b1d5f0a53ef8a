package metatextgrad.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. Pure and thread-safe. */
public final class Suggestions {
    /** Longer words are no slips of the pen, and comparing them would take long. */
    private static final int LONGEST = 64;

    private Suggestions() {}

    /** The candidate that differs in the fewest letters, if that is about a third at most. */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        if (word.length() > LONGEST) return Optional.empty();
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(
                        Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** A question to end a message with, led by a blank; empty if nothing comes close. */
    public static String didYouMean(String word, Collection<String> candidates) {
        return closest(word, candidates).map(close -> " Did you mean `" + close + "`?").orElse("");
    }

    /** The end of a message without a full stop, which gets one only if a question follows. */
    public static String orDidYouMean(String word, Collection<String> candidates) {
        String question = didYouMean(word, candidates);
        return question.isEmpty() ? "" : "." + question;
    }

    /**
     * Letters to insert, drop, change or swap with the next one (Damerau and Levenshtein), upper
     * and lower case being the same.
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
