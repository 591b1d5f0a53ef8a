package metatextgrad.embedded;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import metatextgrad.wire.KafkaFutures;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;

/**
 * Ends transactions that a killed process left open on its own broker. Readers of committed records
 * cannot pass an open transaction, and the broker ends it only after a timeout.
 */
final class OpenTransactions {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final List<TransactionState> UNDER_WAY =
            List.of(
                    TransactionState.ONGOING,
                    TransactionState.PREPARE_ABORT,
                    TransactionState.PREPARE_COMMIT);

    private OpenTransactions() {}

    /**
     * Returns once no transaction is open.
     *
     * @param prefix of the names of our own producers; others may be alive
     */
    static void end(Admin admin, String prefix) {
        try {
            TransactionCoordinators.awaitLoaded(admin);
            List<String> known = ids(admin, prefix, List.of(TransactionState.ONGOING));
            if (!known.isEmpty()) KafkaFutures.get(admin.fenceProducers(known).all());
            long latest = System.nanoTime() + TIMEOUT.toNanos();
            while (!ids(admin, prefix, UNDER_WAY).isEmpty() && System.nanoTime() < latest)
                LockSupport.parkNanos(PAUSE.toNanos());
        } catch (KafkaException e) {
            throw new KafkaException("open transactions cannot be ended", e);
        }
    }

    private static List<String> ids(
            Admin admin, String prefix, Collection<TransactionState> states) {
        var options = new ListTransactionsOptions().filterStates(states);
        return KafkaFutures.get(admin.listTransactions(options).all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(prefix))
                .sorted()
                .toList();
    }
}
