package metatextgrad.model;

import org.jspecify.annotations.Nullable;

/**
 * What one trial may ask for. Limits in tokens and money come as the calls they are expected to
 * buy.
 *
 * @param calls its asks at most, of all roles together
 * @param after items that a reported program is scored on after the search: one that makes more
 *     calls than the seed program must leave enough for them
 * @param step asks of one step at most; null for no limit of their own
 */
public record Allowance(long calls, int after, @Nullable Long step) {
    /** Of a trial whose steps have no limit of their own. */
    public Allowance(long calls, int after) {
        this(calls, after, null);
    }

    public Allowance {
        if (after < 0) throw new IllegalArgumentException("after must not be negative");
    }
}
