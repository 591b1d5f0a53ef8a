package metatextgrad.redact;

import java.util.List;

/**
 * Finds the secrets of one kind, in the order of the text, none inside another. Takes time in
 * proportion to the text, because each repetition in a pattern has a limit. Pure.
 */
interface Finder {
    List<Found> in(String text);
}
