package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import metatextgrad.services.worker.scheduler.SchedulerInput.DrainStarted;

/**
 * The one lock of the worker. Poll, commit, call, reader and timer threads pass their inputs to the
 * scheduler one after another. The effects are executed in the order of the decisions.
 */
public final class SchedulerLock {
    private final RequestScheduler scheduler;
    private final Supplier<SchedulerTime> clock;
    private final Consumer<SchedulerEffect> executor;
    private boolean abandoned;

    /**
     * @param executor executes each effect under the lock: it must neither block nor call back
     */
    public SchedulerLock(
            RequestScheduler scheduler,
            Supplier<SchedulerTime> clock,
            Consumer<SchedulerEffect> executor) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.executor = executor;
    }

    /** Handles an input, from any thread. Returns the effects, which are executed. */
    public synchronized List<SchedulerEffect> handle(SchedulerInput input) {
        List<SchedulerEffect> effects = scheduler.decide(input, clock.get());
        effects.forEach(executor);
        notifyAll();
        return effects;
    }

    /** See {@link RequestScheduler#polls}. */
    public synchronized boolean polls(int partition) {
        return scheduler.polls(partition);
    }

    /** See {@link RequestScheduler#unloaded}. */
    public synchronized List<Integer> unloaded() {
        return scheduler.unloaded();
    }

    public synchronized List<Integer> partitions() {
        return scheduler.partitions();
    }

    /** Starts no new calls, and ends every {@link #awaitQuiet}. */
    public synchronized void abandon() {
        abandoned = true;
        handle(new DrainStarted());
    }

    /**
     * Waits until these partitions have no attempt in flight and no write to commit. Returns
     * whether they are quiet.
     */
    public synchronized boolean awaitQuiet(Collection<Integer> partitions, Duration max) {
        long until = System.nanoTime() + max.toNanos();
        while (!scheduler.quiet(partitions)) {
            long left = until - System.nanoTime();
            if (left <= 0 || abandoned) return false;
            try {
                wait(Math.max(1, Duration.ofNanos(left).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
