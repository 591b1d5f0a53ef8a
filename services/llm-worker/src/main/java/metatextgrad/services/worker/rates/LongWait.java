package metatextgrad.services.worker.rates;

import java.time.Duration;

/**
 * Whether calls wait for a limit for so long that users must know. Short waits are normal, because
 * requests arrive in bursts. Pure: callers pass the time in nanoseconds.
 */
final class LongWait {
    private static final Duration LONG = Duration.ofSeconds(10);

    /**
     * A longer time without a waiting call ends the wait. Calls that wait are checked each second.
     */
    private static final Duration GAP = Duration.ofSeconds(5);

    private boolean began;
    private long since;
    private long last;

    /** A call waits now. */
    void waits(long now) {
        if (!began || now - last > GAP.toNanos()) since = now;
        began = true;
        last = now;
    }

    boolean isLong(long now) {
        return began && now - last <= GAP.toNanos() && last - since >= LONG.toNanos();
    }
}
