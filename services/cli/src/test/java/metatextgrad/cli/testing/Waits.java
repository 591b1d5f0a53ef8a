package metatextgrad.cli.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How tests wait for a condition, also on a busy machine. */
public final class Waits {
    /** Longer than any slow machine needs: only a missing event takes this long. */
    public static final Duration LONG = Duration.ofMinutes(10);

    private Waits() {}

    /** Fails if this time of {@link System#nanoTime()} has passed. */
    public static void requireBefore(long end, String problem) {
        if (System.nanoTime() > end) throw new AssertionError(problem);
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(LONG);
    }

    /**
     * For a condition that reads whole topics or runs a command: what it waits for needs the
     * processor more.
     */
    public static ConditionFactory looking() {
        return await().pollInterval(Duration.ofSeconds(1));
    }

    /** For a condition that polls a consumer, and so waits by itself. */
    public static ConditionFactory reading() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }
}
