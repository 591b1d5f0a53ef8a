package metatextgrad.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The pauses between attempts of one activity, each twice as long as the last. Not thread-safe. */
final class ClientPauses {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = FIRST;

    /** Begins with the shortest pause again. */
    void reset() {
        next = FIRST;
    }

    /** Returns the next pause, spread, so that not all processes come back at once. */
    Duration next() {
        long most = next.toMillis();
        next = shorter(next.multipliedBy(2));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
    }

    /** Returns the pause that a server wants, and a bit more: none at all would be no pause. */
    static Duration after(Duration wanted) {
        return shorter(wanted).plus(new ClientPauses().next());
    }

    private static Duration shorter(Duration wanted) {
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    /** Waits; returns at once and true when the latch is open. */
    static boolean isOpen(CountDownLatch latch, Duration within) throws InterruptedException {
        return latch.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }
}
