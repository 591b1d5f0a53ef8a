package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.simulator.SimulatorServer;

/** When a server was called last. */
public final class LastCall {
    /** After the last call none follows for so long. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private LastCall() {}

    /** Waits until no more calls come; how long after now the last one came. */
    public static Duration after(SimulatorServer simulator) {
        long start = System.nanoTime();
        AtomicLong calls = new AtomicLong(simulator.calls().calls());
        AtomicLong last = new AtomicLong(start);
        Patience.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () -> {
                            long now = System.nanoTime();
                            long there = simulator.calls().calls();
                            if (calls.getAndSet(there) != there) last.set(now);
                            return now - last.get() > QUIET.toNanos();
                        });
        return Duration.ofNanos(last.get() - start);
    }
}
