package metatextgrad.streams;

import java.time.Duration;

/**
 * How long a poll of a stream thread may wait. It is a quarter of the commit interval, since the
 * thread commits between two polls only. Five intervals after its last records it has nothing to
 * commit, and waking that often only costs processor time. A poll ends at once when records come,
 * however long it may wait. Used by one thread.
 */
final class IdlePolls {
    /** The wait of an idle thread: timers and a shutdown are late by no more than this. */
    static final Duration LONGEST = Duration.ofMillis(50);

    /** Polls of the asked length without records, after which a thread is idle. */
    static final int QUIET = 20;

    private boolean quiet;
    private long since;

    /**
     * Returns how long the next poll may wait.
     *
     * @param now the time of {@link System#nanoTime()} at its begin
     */
    Duration wait(Duration asked, long now) {
        // While partitions are assigned or restored, a thread does not wait.
        if (asked.isZero()) busy();
        else if (!quiet) begin(now);
        else if (now - since >= asked.toNanos() * QUIET && asked.compareTo(LONGEST) < 0)
            return LONGEST;
        return asked;
    }

    /** There were records, or the thread has other work. */
    void busy() {
        quiet = false;
    }

    private void begin(long now) {
        quiet = true;
        since = now;
    }
}
