package metatextgrad.services.gateway.upstream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Ends calls of model servers that are silent for too long. One daemon thread looks at all of it,
 * at least once a second. Thread-safe.
 */
public final class SilenceLimit implements AutoCloseable {
    private static final int LOOKS = 20;
    private static final long LONGEST_PAUSE = 1000;

    private final long limit;
    private final LongSupplier nanos;
    private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("gateway silence").factory());

    /**
     * @param limit how long silence may last
     */
    public SilenceLimit(Duration limit) {
        this(limit, System::nanoTime);
        long pause = Math.clamp(limit.toMillis() / LOOKS, 1, LONGEST_PAUSE);
        var unused = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    /**
     * A limit without its thread.
     *
     * @param nanos a clock that never goes back
     */
    SilenceLimit(Duration limit, LongSupplier nanos) {
        this.limit = limit.toNanos();
        this.nanos = nanos;
    }

    /** Ends what has been silent for too long. */
    void look() {
        long now = nanos.getAsLong();
        for (Guard guard : guards) guard.endIfSilent(now);
    }

    /** Returns a guard that does not count yet. */
    public Guard guard() {
        return new Guard();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Watches one call. */
    public final class Guard implements AutoCloseable {
        private volatile long since = nanos.getAsLong();
        private volatile boolean counting = true;
        private volatile boolean expired;
        private Runnable end = () -> {};

        private Guard() {}

        /**
         * Begins to count.
         *
         * @param action what ends the call; it may come from another thread
         */
        public void start(Runnable action) {
            end = action;
            progress();
            guards.add(this);
        }

        /** Something came: the time begins anew. */
        public void progress() {
            since = nanos.getAsLong();
            counting = true;
        }

        /** The server is not waited for until {@link #progress()}. */
        public void pause() {
            counting = false;
        }

        /** Whether the call was ended. */
        public boolean expired() {
            return expired;
        }

        private void endIfSilent(long now) {
            if (!counting || now - since < limit || !guards.remove(this)) return;
            expired = true;
            end.run();
        }

        @Override
        public void close() {
            guards.remove(this);
        }
    }
}
