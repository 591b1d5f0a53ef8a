package metatextgrad.redact;

import java.util.List;

/**
 * Finds the secrets of one kind, in the order of the text, none inside another. Takes time in
 * proportion to the text: every repetition in a pattern has a bound. Pure.
 */
interface Finder {
    List<Found> in(String text);
}
