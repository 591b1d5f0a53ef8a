package metatextgrad.services.worker.kafka;

import java.time.Duration;
import metatextgrad.services.worker.ledger.Ledger;

/**
 * What reading the ledger of a partition takes.
 *
 * @param bytes that the rows take of the heap
 */
public record LedgerLoad(int rows, Duration took, long bytes) {
    /** Reads the ledger once, as a worker does. Blocks. */
    public static LedgerLoad time(WorkerSettings settings, int partition) {
        LedgerReader reader = new LedgerReader(new WorkerClients(settings), settings, 1);
        long start = System.nanoTime();
        Ledger ledger = reader.read(partition);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new LedgerLoad(ledger.size(), took, ledger.bytes());
    }
}
