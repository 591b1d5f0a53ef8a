package metatextgrad.bench.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;

/** Waits for conditions. */
public final class ConditionWait {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private ConditionWait() {}

    /**
     * Returns once the condition is true.
     *
     * @param problem the message if it is not in time
     * @throws EnvironmentProblem if it is not true in time
     */
    public static void until(Duration timeout, BooleanSupplier condition, String problem) {
        if (!within(timeout, condition)) throw Exit.FAILURE.problem(problem);
    }

    /** Blocks until the condition is true, or for this time; returns whether it is true. */
    public static boolean within(Duration timeout, BooleanSupplier condition) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) return false;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }
}
