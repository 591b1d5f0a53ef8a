package metatextgrad.redact;

import java.util.SortedMap;
import java.util.TreeMap;

/** Distinguishes random strings from words. */
final class Chance {
    /** The entropy of a string with eight different characters and one repeated. */
    private static final double LEAST_BITS = 28;

    private Chance() {}

    /**
     * Returns whether a word has letters, digits and the entropy of a key (Shannon, over its own
     * characters).
     */
    static boolean isDrawn(String word) {
        boolean letters = word.chars().anyMatch(Character::isLetter);
        boolean digits = word.chars().anyMatch(Character::isDigit);
        return letters && digits && bits(word) >= LEAST_BITS;
    }

    private static double bits(String word) {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        word.chars().forEach(sign -> counts.merge(sign, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values())
            bits += count * (Math.log((double) word.length() / count) / Math.log(2));
        return bits;
    }
}
