package metatextgrad.model;

import org.jspecify.annotations.Nullable;

/**
 * What a run of the project may cost at most.
 *
 * @param calls asks of one run, paid and saved alike; null for no limit
 */
public record Budget(@Nullable Long calls) {
    public static final Budget NONE = new Budget(null);

    public Budget {
        if (calls != null && calls < 1)
            throw new IllegalArgumentException("calls must be at least 1, not " + calls);
    }
}
