package metatextgrad.services.worker.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import metatextgrad.services.worker.ledger.Ledger;
import metatextgrad.services.worker.scheduler.PartitionAssignment;
import metatextgrad.services.worker.scheduler.SchedulerInput.LedgerLoaded;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads ledgers for the scheduler, in its own threads, and retries while that is needed. */
public final class LedgerLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLoader.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int THREADS = 2;

    private final LedgerReader reader;
    private final WorkerTimer timer;
    private final Consumer<LedgerLoaded> loaded;
    private final FailureListener failed;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("mtg-worker-load").factory());

    /**
     * @param loaded called from any of its threads
     * @param failed called from any of its threads, with an error that no retry fixes
     */
    public LedgerLoader(
            LedgerReader reader,
            WorkerTimer timer,
            Consumer<LedgerLoaded> loaded,
            FailureListener failed) {
        this.reader = reader;
        this.timer = timer;
        this.loaded = loaded;
        this.failed = failed;
    }

    public void load(PartitionAssignment assignment) {
        try {
            threads.execute(() -> read(assignment));
        } catch (RejectedExecutionException closing) {
            LOG.atDebug().log("closing");
        }
    }

    private void read(PartitionAssignment assignment) {
        try {
            Ledger ledger = reader.read(assignment.partition());
            LOG.atDebug()
                    .addKeyValue("partition", assignment.partition())
                    .addKeyValue("rows", ledger.size())
                    .log("ledger read");
            loaded.accept(new LedgerLoaded(assignment, ledger));
        } catch (RetriableException unreachable) {
            LOG.atInfo()
                    .addKeyValue("cause", unreachable.toString())
                    .log("the ledger cannot be read now");
            timer.after(RETRY, () -> load(assignment));
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) failed.failed(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
