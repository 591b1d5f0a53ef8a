package metatextgrad.services.worker.rates;

/**
 * Limits of one model's server that slow down its calls, per second.
 *
 * @param calls 0 if calls are not limited
 * @param tokens 0 if tokens are not limited
 */
public record Throttle(double calls, double tokens) {
    public static final Throttle NONE = new Throttle(0, 0);

    /** Returns whether anything is limited. */
    public boolean any() {
        return calls > 0 || tokens > 0;
    }

    /** Returns whether both limits are within this factor of the other ones. */
    public boolean near(Throttle other, double factor) {
        return near(calls, other.calls, factor) && near(tokens, other.tokens, factor);
    }

    private static boolean near(double one, double other, double factor) {
        return one <= other * factor && other <= one * factor;
    }
}
