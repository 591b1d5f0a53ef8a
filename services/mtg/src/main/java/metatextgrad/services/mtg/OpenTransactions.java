package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that a killed process left open on its own broker, before anything new
 * starts: readers of committed records cannot get past an open one. The broker ends most of them by
 * itself once they time out; it forgets those whose time ran out while it was down, when their end
 * falls due before their partition has its leader back, and such a one would stay open for ever.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
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
     * Returns once none is open.
     *
     * @param prefix of the names of our own producers and topics; those of others may be alive
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
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (!ids(UNDER_WAY).isEmpty() && System.nanoTime() < latest)
            LockSupport.parkNanos(PAUSE.toNanos());
        List<AbortTransactionSpec> forgotten = forgotten();
        while (!forgotten.isEmpty()) {
            for (AbortTransactionSpec one : forgotten) abort(one, System.nanoTime() > latest);
            forgotten = forgotten();
        }
    }

    /** The broker may end it a moment before us; then it is not there when we look again. */
    private void abort(AbortTransactionSpec forgotten, boolean lastTime)
            throws ExecutionException, InterruptedException {
        try {
            LOG.warn("a transaction the broker forgot is ended: {}", forgotten);
            admin.abortTransaction(forgotten).all().get();
        } catch (ExecutionException e) {
            if (lastTime) throw e;
            LOG.warn("it could not be ended: {}", String.valueOf(e.getCause()));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
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

    /** What is open still, though no coordinator knows of it. */
    private List<AbortTransactionSpec> forgotten() throws ExecutionException, InterruptedException {
        List<AbortTransactionSpec> specs = new ArrayList<>();
        List<Long> alive =
                admin
                        .listTransactions(new ListTransactionsOptions().filterStates(UNDER_WAY))
                        .all()
                        .get()
                        .stream()
                        .map(TransactionListing::producerId)
                        .toList();
        var producers = admin.describeProducers(partitions()).all().get();
        producers.forEach(
                (partition, described) -> {
                    for (ProducerState producer : described.activeProducers()) {
                        if (producer.currentTransactionStartOffset().isPresent()
                                && !alive.contains(producer.producerId()))
                            specs.add(spec(partition, producer));
                    }
                });
        return specs;
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        var all = new ListTopicsOptions().listInternal(true);
        List<String> names =
                admin.listTopics(all).names().get().stream()
                        .filter(
                                name ->
                                        name.startsWith(prefix)
                                                || name.equals("__consumer_offsets"))
                        .toList();
        Map<String, TopicDescription> topics = admin.describeTopics(names).allTopicNames().get();
        return topics.values().stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
    }

    private static AbortTransactionSpec spec(TopicPartition partition, ProducerState producer) {
        return new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(0));
    }
}
