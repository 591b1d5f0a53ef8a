package metatextgrad.model.project;

/**
 * The resources that model calls have used.
 *
 * @param micros millionths of a dollar; calls of a model without a price add nothing
 * @param unpriced tokens that had no known price when they were spent. Their cost is not in {@code
 *     micros}, and is never added later.
 */
public record Spend(long calls, long tokens, long micros, long unpriced) {
    public static final Spend NONE = new Spend(0, 0, 0);

    public Spend {
        if (calls < 0 || tokens < 0 || micros < 0 || unpriced < 0)
            throw new IllegalArgumentException("calls, tokens and money must not be negative");
    }

    /** A spend with a price for every token. */
    public Spend(long calls, long tokens, long micros) {
        this(calls, tokens, micros, 0);
    }

    public Spend plus(Spend other) {
        return new Spend(
                calls + other.calls,
                tokens + other.tokens,
                micros + other.micros,
                unpriced + other.unpriced);
    }

    /**
     * This spend without an amount that is no longer spent; never below zero.
     *
     * @param other a part of this
     */
    public Spend minus(Spend other) {
        return new Spend(
                Math.max(0, calls - other.calls),
                Math.max(0, tokens - other.tokens),
                Math.max(0, micros - other.micros),
                Math.max(0, unpriced - other.unpriced));
    }

    public Spend times(int times) {
        return new Spend(calls * times, tokens * times, micros * times, unpriced * times);
    }
}
