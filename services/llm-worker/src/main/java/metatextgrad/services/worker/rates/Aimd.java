package metatextgrad.services.worker.rates;

import java.time.Duration;

/**
 * How much a minute may take: a part less after a refusal, a step more for each period that goes
 * well (additive increase, multiplicative decrease). Pure: the time comes in, in nanoseconds.
 */
final class Aimd {
    static final Duration PERIOD = Duration.ofSeconds(10);

    private static final double STEP = 0.05;
    private static final double LESS = 0.9;

    /** Refused again before anything went well: far above what is allowed. */
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
     * @param least the floor while no ceiling is known
     */
    Aimd(double least) {
        this.least = least;
    }

    /** A minute's worth; infinite while no call was refused and no limit is known. */
    double limit() {
        return limit;
    }

    /** Sets the highest rate allowed. A lower learned rate keeps its fraction of it. */
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
     * A call was refused. Many are refused at once when a limit is reached: only a call that left
     * after the last cut shows that the limit is still too high.
     *
     * @param usual what a minute took, for the start where no limit is known
     * @return whether it counted
     */
    boolean refused(long left, long now, double usual) {
        if (cut && left - cutAt < 0) return false;
        double before = Double.isFinite(limit) ? limit : usual;
        limit = Math.clamp(before * (grown ? LESS : MUCH_LESS), floor(), ceiling);
        if (Double.isInfinite(ceiling)) step = limit * STEP;
        cut = true;
        grown = false;
        cutAt = now;
        grownAt = now;
        return true;
    }

    /** A call was served. */
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
