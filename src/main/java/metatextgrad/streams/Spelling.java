package metatextgrad.streams;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of the known names somebody meant. */
final class Spelling {
    private Spelling() {}

    /** The closest name, if it differs in no more than a third of its letters. */
    static Optional<String> closest(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) * 3 <= candidate.length())
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Letters to add, drop or change to get from one to the other (Levenshtein). */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) row[j] = j;
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
