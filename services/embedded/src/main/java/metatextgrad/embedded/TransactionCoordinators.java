package metatextgrad.embedded;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.wire.KafkaFutures;
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
    static void awaitLoaded(Admin admin) {
        var internal = new ListTopicsOptions().listInternal(true);
        if (!KafkaFutures.get(admin.listTopics(internal).names()).contains(TOPIC)) return;
        var described = KafkaFutures.get(admin.describeTopics(List.of(TOPIC)).allTopicNames());
        int partitions = described.values().iterator().next().partitions().size();
        for (String id : idOfEach(partitions)) awaitAnswer(admin, id);
    }

    /** The client retries while a coordinator is loading or missing. */
    private static void awaitAnswer(Admin admin, String id) {
        try {
            KafkaFutures.get(admin.describeTransactions(List.of(id)).description(id));
        } catch (TransactionalIdNotFoundException e) {
            // The coordinator is loaded and has no such transaction.
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
