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

    /** Letters to insert, drop or change (Levenshtein), upper and lower case being the same. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = same(one.charAt(i - 1), other.charAt(j - 1)) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    private static boolean same(char one, char other) {
        return Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}
