package metatextgrad.model;

/**
 * What one trial may ask for.
 *
 * @param calls its asks at most, of all roles together
 * @param after items that a reported program is scored on after the search: one that makes more
 *     calls than the seed program must leave enough for them
 */
public record Allowance(long calls, int after) {
    public Allowance {
        if (after < 0) throw new IllegalArgumentException("after must not be negative");
    }
}
