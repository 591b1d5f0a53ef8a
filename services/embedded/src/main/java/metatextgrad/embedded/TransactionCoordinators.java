package metatextgrad.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.utils.Utils;

/**
 * Waits for the transaction coordinators of a broker that has just started. Until they are loaded
 * the broker lists no transactions, and a caller could abort one that is being committed.
 */
final class TransactionCoordinators {
    private static final String TOPIC = "__transaction_state";

    private TransactionCoordinators() {}

    /** Returns once each coordinator answers; at once if there never was a transaction. */
    static void awaitLoaded(Admin admin) throws ExecutionException, InterruptedException {
        var internal = new ListTopicsOptions().listInternal(true);
        if (!admin.listTopics(internal).names().get().contains(TOPIC)) return;
        var described = admin.describeTopics(List.of(TOPIC)).allTopicNames().get();
        int partitions = described.values().iterator().next().partitions().size();
        for (String id : idOfEach(partitions)) awaitAnswer(admin, id);
    }

    /** The client retries while a coordinator is loading or missing. */
    private static void awaitAnswer(Admin admin, String id)
            throws ExecutionException, InterruptedException {
        try {
            admin.describeTransactions(List.of(id)).description(id).get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TransactionalIdNotFoundException)) throw e;
        }
    }

    /** Returns a transactional id for each partition, by the broker's rule. */
    static Collection<String> idOfEach(int partitions) {
        Map<Integer, String> ids = new TreeMap<>();
        for (int i = 0; ids.size() < partitions; i++) {
            String id = "mtg-is-it-loaded-" + i;
            ids.putIfAbsent(Utils.abs(id.hashCode()) % partitions, id);
        }
        return ids.values();
    }
}
