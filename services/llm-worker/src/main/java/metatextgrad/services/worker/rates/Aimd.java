package metatextgrad.services.worker.rates;

import java.time.Duration;

/**
 * Additive-increase, multiplicative-decrease limit per minute. A 429 reduces it by 10 %, each
 * period without one increases it. Pure: callers pass the time in nanoseconds.
 */
final class Aimd {
    static final Duration PERIOD = Duration.ofSeconds(10);

    private static final double STEP = 0.05;
    private static final double LESS = 0.9;

    /** After a second 429 without a success between: the rate is far above the limit. */
    private static final double MUCH_LESS = 0.75;

    private static final double LEAST_PART = 0.05;

    private final double least;
    private double ceiling = Double.POSITIVE_INFINITY;
    private double limit = Double.POSITIVE_INFINITY;
    private double step;
    private boolean cut;
    private boolean grown = true;
    private long cutAt;
    private long grownAt;

    /**
     * @param least the lowest limit while no ceiling is known
     */
    Aimd(double least) {
        this.least = least;
    }

    /** Returns the limit per minute; infinite while no call was refused and none is known. */
    double limit() {
        return limit;
    }

    /** Sets the highest allowed limit. A lower learned limit keeps its fraction of it. */
    void ceiling(double max) {
        if (max == ceiling) return;
        boolean all = limit >= ceiling;
        boolean known = Double.isFinite(ceiling) && Double.isFinite(max);
        double kept = known ? limit * max / ceiling : Math.min(limit, max);
        ceiling = max;
        limit = all ? max : kept;
        if (Double.isFinite(max)) step = max * STEP;
    }

    /**
     * Handles a 429. Many calls are refused at once when a limit is reached: only a call sent after
     * the last reduction shows that the limit is still too high.
     *
     * @param sent when the call was sent
     * @param usual consumption of the last minute, the start if no limit is known
     * @return whether the limit was reduced
     */
    boolean refused(long sent, long now, double usual) {
        if (cut && sent - cutAt < 0) return false;
        double before = Double.isFinite(limit) ? limit : usual;
        limit = Math.clamp(before * (grown ? LESS : MUCH_LESS), floor(), ceiling);
        if (Double.isInfinite(ceiling)) step = limit * STEP;
        cut = true;
        grown = false;
        cutAt = now;
        grownAt = now;
        return true;
    }

    /** Handles a success. */
    void admitted(long now) {
        if (limit >= ceiling || now - grownAt < PERIOD.toNanos()) return;
        limit = Math.min(ceiling, limit + step);
        grown = true;
        grownAt = now;
    }

    private double floor() {
        return Double.isFinite(ceiling) ? Math.min(least, ceiling * LEAST_PART) : least;
    }
}
