package metatextgrad.services.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads ledgers in threads of its own, as long as it takes, and gives them to the desk. */
final class LedgerLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerLoader.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int THREADS = 2;

    private final LedgerReader reader;
    private final Desk desk;
    private final WorkerTimer timer;
    private final Consumer<Exception> failed;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("mtg-worker-load").factory());

    /**
     * @param failed told, from any of its threads, what no patience mends
     */
    LedgerLoader(LedgerReader reader, Desk desk, WorkerTimer timer, Consumer<Exception> failed) {
        this.reader = reader;
        this.desk = desk;
        this.timer = timer;
        this.failed = failed;
    }

    void load(List<PartitionAssignment> leases) {
        leases.forEach(this::load);
    }

    private void load(PartitionAssignment lease) {
        try {
            threads.execute(() -> read(lease));
        } catch (RejectedExecutionException closing) {
            LOG.atDebug().log("closing");
        }
    }

    private void read(PartitionAssignment lease) {
        try {
            Ledger ledger = reader.read(lease.partition());
            LOG.atDebug()
                    .addKeyValue("partition", lease.partition())
                    .addKeyValue("rows", ledger.size())
                    .log("ledger read");
            desk.loaded(lease, ledger);
        } catch (RetriableException away) {
            LOG.atInfo().addKeyValue("cause", away.toString()).log("the ledger cannot be read now");
            timer.after(AGAIN, () -> load(lease));
        } catch (RuntimeException e) {
            if (!threads.isShutdown()) failed.accept(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
