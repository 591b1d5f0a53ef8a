package metatextgrad.services.worker.rates;

import java.time.Duration;

/**
 * The learned rate of one model, in units per minute, found from refusals alone. It follows CUBIC
 * congestion control, as the adaptive retry mode of the AWS SDKs does.
 *
 * <p>A refusal sets the <em>remembered</em> rate to what the server has just served, and the limit
 * to a part of it. The limit returns to the remembered rate on a cubic curve, stays near it, and
 * then grows faster and faster until the next refusal. The first refusal may be an accident, so the
 * return takes {@link #FIRST_RETURN} only. Each refusal near the remembered rate confirms it and
 * doubles the return, up to {@link #LONGEST_RETURN}. Beyond the remembered rate the limit grows
 * only while it is used.
 *
 * <p>Pure: callers pass the time in nanoseconds. Confined to the scheduler.
 */
final class CubicRate {
    static final Duration FIRST_RETURN = Duration.ofSeconds(2);
    static final Duration LONGEST_RETURN = Duration.ofSeconds(20);

    /** The part of the remembered rate that is left after a refusal. */
    static final double CUT = 0.85;

    /** The period over which the served rate is measured. */
    private static final Duration MEASURED = Duration.ofSeconds(20);

    /** The shortest period that measures a rate. */
    private static final Duration BRIEF = Duration.ofSeconds(5);

    /** Within this factor a rate is near another one. */
    private static final double NEAR = 2;

    /** Grown beyond this many times the remembered rate, the limit delays no call. */
    private static final double BEYOND = 1.5;

    /** Grown beyond this many times the remembered rate, the limit is no longer known. */
    private static final double FORGOTTEN = 100;

    private static final double MIN_SHARE = 0.05;

    private final double least;
    private final SlidingWindowCounter served = new SlidingWindowCounter();
    private double ceiling = Double.POSITIVE_INFINITY;
    private double limit = Double.POSITIVE_INFINITY;
    private double remembered = Double.POSITIVE_INFINITY;
    private Duration returning = FIRST_RETURN;

    /** Nanoseconds since the cut, without the time in which the limit must not grow. */
    private long onCurve;

    private boolean cut;
    private long cutAt;
    private long servedAt;

    /**
     * @param least the floor of the first limit while no ceiling is known; later ones may fall
     *     below
     */
    CubicRate(double least) {
        this.least = least;
    }

    /** Returns the limit per minute; infinite while no call was refused and no ceiling is known. */
    double limit() {
        return limit;
    }

    /**
     * Returns whether refusals limit the rate, and not only the ceiling. A limit well above the
     * remembered rate delays no call.
     */
    boolean throttles() {
        return limit < ceiling && limit <= remembered * BEYOND;
    }

    /** Sets the highest rate allowed. A lower learned rate keeps its fraction of it. */
    void ceiling(double max) {
        if (max == ceiling) return;
        boolean all = limit >= ceiling;
        double part = Double.isFinite(ceiling) && Double.isFinite(max) ? max / ceiling : 1;
        ceiling = max;
        if (all) {
            forget();
        } else {
            remembered = Math.min(remembered * part, max);
            limit = Math.min(limit * part, max);
        }
    }

    /**
     * Handles a refusal. Many calls are refused at once when a limit is reached, so only a call
     * that was sent after the last cut shows that the limit is still too high. Before any call was
     * served a refusal gives nothing to derive a limit from: the lowest limit applies until a call
     * is served.
     *
     * @param sent when the refused call was sent
     * @return whether it was sent after the last cut
     */
    boolean refused(long sent, long now) {
        if (cut && sent - cutAt < 0) return false;
        if (Double.isInfinite(limit) && served.busiestSecond(now) == 0) limit = floor();
        else cutTo(measured(now));
        cut = true;
        cutAt = now;
        servedAt = now;
        return true;
    }

    private void cutTo(double rate) {
        boolean confirmed = cut && rate / remembered <= NEAR && remembered / rate <= NEAR;
        returning = confirmed ? min(returning.multipliedBy(2), LONGEST_RETURN) : FIRST_RETURN;
        remembered = rate;
        limit = Math.max(rate * CUT, floor());
        onCurve = 0;
    }

    /** Handles a call that was served, with its cost. */
    void served(long amount, long now) {
        served.add(now, amount);
        if (Double.isInfinite(remembered)) {
            limit = ceiling;
            return;
        }
        long passed = now - servedAt;
        servedAt = now;
        if (onCurve < returning.toNanos())
            onCurve = Math.min(onCurve + passed, returning.toNanos());
        else if (perMinute(BRIEF, now) >= limit / NEAR) onCurve += passed;
        limit = Math.clamp(curve(), limit, ceiling);
        if (limit >= ceiling || limit > remembered * FORGOTTEN) forget();
    }

    private void forget() {
        cut = false;
        limit = ceiling;
        remembered = Double.POSITIVE_INFINITY;
    }

    private double curve() {
        double x = (double) onCurve / returning.toNanos() - 1;
        return remembered * (1 + (1 - CUT) * x * x * x);
    }

    /** Returns what the server serves per minute, estimated when it refuses a call. */
    private double measured(long now) {
        if (Double.isInfinite(limit)) return Math.max(served.busiestSecond(now) * 60.0, floor());
        Duration since = cut ? Duration.ofNanos(now - cutAt) : MEASURED;
        boolean enough = since.compareTo(BRIEF) >= 0;
        double rate = perMinute(enough ? min(since, MEASURED) : MEASURED, now);
        return Math.max(Math.clamp(rate, limit / NEAR, limit), floor());
    }

    private double perMinute(Duration span, long now) {
        return served.sum(span, now) * 60e9 / span.toNanos();
    }

    private double floor() {
        if (Double.isFinite(ceiling)) return Math.min(least, ceiling * MIN_SHARE);
        return cut ? least * MIN_SHARE : least;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
