package metatextgrad.services.worker.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import metatextgrad.services.worker.scheduler.PendingWrite;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Commit;
import metatextgrad.services.worker.scheduler.SchedulerInput.CommitStarting;
import metatextgrad.services.worker.scheduler.SchedulerInput.CommitUnknown;
import metatextgrad.services.worker.scheduler.SchedulerInput.Committed;
import metatextgrad.services.worker.scheduler.SchedulerLock;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commit thread: short transactions of answers, rows and offsets, one every 10 ms at most
 * unless 100 writes wait (RELIABILITY §3.1.3). It never uses the consumer. Writes stay here until
 * they are committed, despite any failure of the broker.
 */
public final class CompletionCommitter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionCommitter.class);
    private static final long INTERVAL = Duration.ofMillis(10).toNanos();
    private static final int FULL_BATCH = 100;
    private static final int MAX_BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final LinkedBlockingQueue<PendingWrite> queue = new LinkedBlockingQueue<>();
    private final SchedulerLock scheduler;
    private final WorkerTransaction transaction;
    private final Supplier<ConsumerGroupMetadata> group;
    private final FailureListener failed;
    private final WorkerThread thread;
    private List<PendingWrite> pending = new ArrayList<>();
    private long lastBegan = System.nanoTime() - INTERVAL;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param group returns the group metadata of the last poll
     * @param failed called once, from the commit thread, if it cannot continue
     */
    public CompletionCommitter(
            SchedulerLock scheduler,
            WorkerTransaction transaction,
            Supplier<ConsumerGroupMetadata> group,
            FailureListener failed) {
        this.scheduler = scheduler;
        this.transaction = transaction;
        this.group = group;
        this.failed = failed;
        thread = new WorkerThread("commit", this::run);
    }

    public void start() {
        thread.start();
    }

    public void add(PendingWrite write) {
        queue.add(write);
    }

    /** Starts no further transaction. */
    public void stop() {
        closed.countDown();
    }

    /** Drops uncommitted writes; see {@link SchedulerLock#awaitQuiet}. */
    @Override
    public void close() {
        stop();
        thread.end(CLOSE);
    }

    private void run() {
        try {
            transaction.open();
            while (!isClosed()) {
                gather();
                commit();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, and this thread ends here.
        } catch (RuntimeException e) {
            if (!isClosed()) failed.failed(e);
        } finally {
            Thread.interrupted(); // else the producer refuses to wait for its own thread
            transaction.close();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits; returns at once if the worker is closed. */
    @SuppressWarnings("ResultOfMethodCallIgnored") // the caller checks again anyway
    private void pause() throws InterruptedException {
        closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void gather() throws InterruptedException {
        while (pending.isEmpty() && !isClosed()) {
            PendingWrite first = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) pending.add(first);
        }
        long wait = lastBegan + INTERVAL - System.nanoTime();
        while (wait > 0 && pending.size() + queue.size() < FULL_BATCH) {
            PendingWrite next = queue.poll(wait, TimeUnit.NANOSECONDS);
            if (next != null) pending.add(next);
            wait = lastBegan + INTERVAL - System.nanoTime();
        }
        queue.drainTo(pending, Math.max(0, MAX_BATCH - pending.size()));
    }

    private void commit() throws InterruptedException {
        if (pending.isEmpty()) return;
        // Before the scheduler checks ownership: a partition that is lost later is lost to a later
        // generation, and the broker refuses this one.
        ConsumerGroupMetadata member = group.get();
        Commit commit = plan();
        pending = new ArrayList<>(commit.writes());
        pending.addAll(commit.later());
        if (commit.writes().isEmpty()) {
            if (!pending.isEmpty()) pause();
            return;
        }
        lastBegan = System.nanoTime();
        switch (transaction.write(commit, member)) {
            case WorkerTransaction.End.Committed committed -> {
                pending = new ArrayList<>(commit.later());
                scheduler.handle(new Committed(commit.writes(), committed.rows(), commit.events()));
            }
            case WorkerTransaction.End.Aborted aborted -> {
                LOG.atInfo().addKeyValue("cause", aborted.cause()).log("transaction aborted");
                pause();
            }
            case WorkerTransaction.End.Broken broken -> {
                LOG.atWarn().addKeyValue("cause", broken.cause()).log("recreating the producer");
                transaction.open();
                scheduler.handle(new CommitUnknown());
            }
        }
    }

    private Commit plan() {
        return scheduler.handle(new CommitStarting(pending)).stream()
                .filter(Commit.class::isInstance)
                .map(Commit.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
