package metatextgrad.services.worker.kafka;

import java.time.Duration;
import metatextgrad.services.worker.ledger.Ledger;

/**
 * What a worker takes to read the ledger of a partition that it takes over.
 *
 * @param bytes that the rows take of the heap
 */
public record LedgerLoad(int rows, Duration took, long bytes) {
    /** Reads it once, as a worker does, and forgets it. Blocks. */
    public static LedgerLoad time(WorkerSettings settings, int partition) {
        LedgerReader reader = new LedgerReader(new WorkerClients(settings), settings, 1);
        long start = System.nanoTime();
        Ledger ledger = reader.read(partition);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new LedgerLoad(ledger.size(), took, ledger.bytes());
    }
}
