package metatextgrad.embedded;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
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

    private final Admin admin;
    private final String prefix;

    private OpenTransactions(Admin admin, String prefix) {
        this.admin = admin;
        this.prefix = prefix;
    }

    /**
     * Returns once no transaction is open.
     *
     * @param prefix of the names of our own producers; others may be alive
     */
    static void end(Admin admin, String prefix) {
        try {
            new OpenTransactions(admin, prefix).end();
        } catch (ExecutionException e) {
            throw new KafkaException("open transactions cannot be ended", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    private void end() throws ExecutionException, InterruptedException {
        TransactionCoordinators.awaitLoaded(admin);
        List<String> known = ids(List.of(TransactionState.ONGOING));
        if (!known.isEmpty()) admin.fenceProducers(known).all().get();
        long latest = System.nanoTime() + TIMEOUT.toNanos();
        while (!ids(UNDER_WAY).isEmpty() && System.nanoTime() < latest)
            LockSupport.parkNanos(PAUSE.toNanos());
    }

    private List<String> ids(Collection<TransactionState> states)
            throws ExecutionException, InterruptedException {
        var options = new ListTransactionsOptions().filterStates(states);
        return admin.listTransactions(options).all().get().stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(prefix))
                .sorted()
                .toList();
    }
}
