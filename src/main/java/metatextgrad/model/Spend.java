package metatextgrad.model;

/**
 * What model calls have taken.
 *
 * @param micros millionths of a dollar; calls of a model without a price add nothing
 */
public record Spend(long calls, long tokens, long micros) {
    public static final Spend NONE = new Spend(0, 0, 0);

    public Spend {
        if (calls < 0 || tokens < 0 || micros < 0)
            throw new IllegalArgumentException("calls, tokens and money must not be negative");
    }

    public Spend plus(Spend other) {
        return new Spend(calls + other.calls, tokens + other.tokens, micros + other.micros);
    }

    /**
     * Without what is not spent any more; never below nothing.
     *
     * @param other a part of this
     */
    public Spend minus(Spend other) {
        return new Spend(
                Math.max(0, calls - other.calls),
                Math.max(0, tokens - other.tokens),
                Math.max(0, micros - other.micros));
    }

    public Spend times(int times) {
        return new Spend(calls * times, tokens * times, micros * times);
    }
}
