package metatextgrad.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.FencedInstanceIdException;

/**
 * Whether a thread that has failed is replaced by a new one. That mends whatever a broker made of
 * its transaction while it was away: the new one begins where the last commit stands. What fails
 * again and again ends the service (RELIABILITY §14). Any thread.
 */
final class ThreadFailures {
    private static final int MOST = 3;
    private static final Duration IN = Duration.ofMinutes(10);

    private final Deque<Instant> replaced = new ArrayDeque<>();

    /** What happens next. */
    enum Next {
        /** A new thread takes over. */
        REPLACE,

        /** The service ends. */
        STOP
    }

    /**
     * @param now when it failed; a clock that was set back only lets fewer be replaced
     */
    synchronized Next after(Throwable thrown, Instant now) {
        replaced.removeIf(earlier -> !earlier.plus(IN).isAfter(now));
        if (replaced.size() == MOST || !mayPass(thrown)) return Next.STOP;
        replaced.add(now);
        return Next.REPLACE;
    }

    /** Another process under our name stays, as do damaged stores, a full disk and a full heap. */
    private static boolean mayPass(Throwable thrown) {
        return thrown instanceof RuntimeException
                && !fenced(thrown)
                && !DamagedStores.caused(thrown)
                && !Failure.diskFull(thrown);
    }

    static boolean fenced(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedInstanceIdException) return true;
        }
        return false;
    }
}
