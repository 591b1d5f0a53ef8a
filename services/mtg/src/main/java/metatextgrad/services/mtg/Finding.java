package metatextgrad.services.mtg;

/**
 * What the doctor found in one place.
 *
 * @param place what was looked at, in a word
 */
sealed interface Finding {
    String place();

    /** All is well. */
    record Well(String place, String detail) implements Finding {}

    /** Something is in the way. */
    record Problem(String place, String what, String fix) implements Finding {}

    /** Could not be looked at. */
    record Unknown(String place, String why) implements Finding {}
}
