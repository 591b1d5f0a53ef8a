package metatextgrad.model;

import org.jspecify.annotations.Nullable;

/**
 * What one trial may use. Limits in tokens and money are converted to the number of calls that they
 * are expected to allow.
 *
 * @param calls most requests of the trial, of all roles together
 * @param after items that a reported program is scored on after the search. A program that makes
 *     more calls than the seed program must leave enough calls for them.
 * @param step most requests of one step; null if steps have no limit of their own
 */
public record Allowance(long calls, int after, @Nullable Long step) {
    public Allowance {
        if (after < 0) throw new IllegalArgumentException("after must not be negative");
    }
}
