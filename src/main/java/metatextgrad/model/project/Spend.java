package metatextgrad.model.project;

/**
 * The resources that model calls have used.
 *
 * @param calls calls that were billed, and those in doubt: a limit counts both
 * @param inDoubt of these calls, those that may have been billed although no reply was seen
 * @param refused calls that the server refused; they are not in {@code calls} and used nothing
 * @param tokens of the calls; a call in doubt counts with the most it may take
 * @param estimated of these tokens, those that the server did not report
 * @param micros millionths of a dollar; calls of a model without a price add nothing
 * @param unpriced tokens that had no known price when they were spent. Their cost is not in {@code
 *     micros}, and is never added later.
 */
public record Spend(
        long calls,
        long inDoubt,
        long refused,
        long tokens,
        long estimated,
        long micros,
        long unpriced) {
    public static final Spend NONE = new Spend(0, 0, 0);

    /** A call that the server refused. */
    public static final Spend REFUSED = new Spend(0, 0, 1, 0, 0, 0, 0);

    public Spend {
        if (calls < 0
                || inDoubt < 0
                || refused < 0
                || tokens < 0
                || estimated < 0
                || micros < 0
                || unpriced < 0)
            throw new IllegalArgumentException("calls, tokens and money must not be negative");
    }

    /** A spend with a price for every token. */
    public Spend(long calls, long tokens, long micros) {
        this(calls, tokens, micros, 0);
    }

    /** The spend of billed calls. */
    public Spend(long calls, long tokens, long micros, long unpriced) {
        this(calls, 0, 0, tokens, 0, micros, unpriced);
    }

    public Spend plus(Spend other) {
        return new Spend(
                calls + other.calls,
                inDoubt + other.inDoubt,
                refused + other.refused,
                tokens + other.tokens,
                estimated + other.estimated,
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
                Math.max(0, inDoubt - other.inDoubt),
                Math.max(0, refused - other.refused),
                Math.max(0, tokens - other.tokens),
                Math.max(0, estimated - other.estimated),
                Math.max(0, micros - other.micros),
                Math.max(0, unpriced - other.unpriced));
    }

    /** This spend, the given number of times. */
    public Spend times(int times) {
        return new Spend(
                calls * times,
                inDoubt * times,
                refused * times,
                tokens * times,
                estimated * times,
                micros * times,
                unpriced * times);
    }

    /** The same spend if all its calls are in doubt. */
    public Spend asInDoubt() {
        return new Spend(calls, calls, refused, tokens, estimated, micros, unpriced);
    }

    /** The same spend if the server reported no tokens. */
    public Spend asEstimate() {
        return new Spend(calls, inDoubt, refused, tokens, tokens, micros, unpriced);
    }

    /** Calls that were billed for certain. */
    public long billed() {
        return calls - inDoubt;
    }
}
