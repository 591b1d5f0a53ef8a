package metatextgrad.bench;

import java.time.Duration;
import metatextgrad.services.worker.kafka.LedgerReader;
import metatextgrad.services.worker.kafka.WorkerClients;
import metatextgrad.services.worker.kafka.WorkerSettings;
import metatextgrad.services.worker.ledger.Ledger;

/**
 * A measured read of the ledger of one partition.
 *
 * @param bytes heap usage of the rows
 */
record LedgerLoad(int rows, Duration took, long bytes) {
    /** Reads the ledger once, as a worker does. Blocks. */
    static LedgerLoad time(WorkerSettings settings, int partition) {
        LedgerReader reader = new LedgerReader(new WorkerClients(settings), settings, 1);
        long start = System.nanoTime();
        Ledger ledger = reader.read(partition);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new LedgerLoad(ledger.size(), took, ledger.bytes());
    }
}
