package metatextgrad.redact;

import java.util.List;

/**
 * Finds the secrets of one kind, in the order of the text, none inside another. Takes time in
 * proportion to the text, because each repetition in a pattern has a limit. Pure.
 */
interface Finder {
    List<Found> in(String text);

    /** Whether a text has at least so many digits. Most texts have few, and no pattern is tried. */
    static boolean hasDigits(String text, int least) {
        return text.chars().filter(Character::isDigit).limit(least).count() == least;
    }
}
