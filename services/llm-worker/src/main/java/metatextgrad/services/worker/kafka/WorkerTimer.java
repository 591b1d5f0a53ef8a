package metatextgrad.services.worker.kafka;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks later, in one thread. Thread-safe. */
public final class WorkerTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerTimer.class);

    private final ScheduledThreadPoolExecutor thread;

    public WorkerTimer() {
        thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("mtg-worker-timer").factory());
        // Closing drops pending retries. The last report is due at once, so it still runs.
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tasks report their failures themselves
    public void after(Duration wait, Runnable task) {
        try {
            thread.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.atDebug().log("closing");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
