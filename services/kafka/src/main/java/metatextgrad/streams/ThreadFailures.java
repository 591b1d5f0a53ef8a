package metatextgrad.streams;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import metatextgrad.model.Causes;
import org.apache.kafka.common.errors.FencedInstanceIdException;

/**
 * Decides whether a new thread replaces a failed one. A new thread starts at the last commit. That
 * repairs any state in which a broker outage left the thread's transaction. Repeated failures end
 * the service (RELIABILITY §14). Thread-safe.
 */
final class ThreadFailures {
    private static final int MAX = 3;
    private static final Duration IN = Duration.ofMinutes(10);

    private final Deque<Instant> replaced = new ArrayDeque<>();

    /**
     * Returns whether a new thread replaces the failed one; otherwise the service ends.
     *
     * @param now time of the failure; if the clock was set back, fewer threads are replaced
     */
    synchronized boolean replaces(Throwable thrown, Instant now) {
        replaced.removeIf(earlier -> !earlier.plus(IN).isAfter(now));
        if (replaced.size() == MAX || !mayPass(thrown)) return false;
        replaced.add(now);
        return true;
    }

    /**
     * Returns whether a new thread can succeed. It cannot if another process uses the instance id,
     * if stores are damaged, or if disk or heap is full.
     */
    private static boolean mayPass(Throwable thrown) {
        return thrown instanceof RuntimeException
                && !fenced(thrown)
                && !DamagedStores.caused(thrown)
                && !ServiceFailure.diskFull(thrown);
    }

    /** Returns whether Kafka Streams can replace this thread: all but that of global tables. */
    static boolean isReplaceable(Thread failed) {
        return !failed.getName().endsWith("GlobalStreamThread");
    }

    /** Kafka Streams rethrows the failure in a replaced thread, and the JVM would print it. */
    static void printNoTrace(Thread replaced) {
        replaced.setUncaughtExceptionHandler((thread, reported) -> {});
    }

    static boolean fenced(Throwable thrown) {
        return Causes.find(thrown, FencedInstanceIdException.class) != null;
    }
}
