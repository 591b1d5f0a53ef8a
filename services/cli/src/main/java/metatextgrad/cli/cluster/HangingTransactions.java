package metatextgrad.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.config.Settings;
import metatextgrad.model.Causes;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds transactions that stay open on our topics. Readers of committed records stop there, and
 * their lag, which ends at the transaction too, does not show it.
 */
public final class HangingTransactions {
    /** Transactions of services end within 10 s. Clocks of machines may differ by seconds. */
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Longer than a transaction of a service. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(15);

    private static final String CHECK = "transactions";

    private HangingTransactions() {}

    /** Returns a problem with the first of them, or unknown if the broker does not describe any. */
    public static CheckResult look(Settings settings, Admin admin, InstantSource clock) {
        return look(settings, admin, clock, HangingTransactions::pause);
    }

    /**
     * Returns what {@link #look(Settings, Admin, InstantSource)} does.
     *
     * @param between waits until the second look
     */
    public static CheckResult look(
            Settings settings, Admin admin, InstantSource clock, Runnable between) {
        try {
            List<TopicPartition> partitions = partitions(settings, admin);
            return result(settings, staysOpen(admin, partitions, clock.instant(), between));
        } catch (KafkaException e) {
            return CheckResult.unknown(CHECK, String.valueOf(Causes.root(e).getMessage()));
        }
    }

    private static CheckResult result(Settings settings, Map<String, Open> open) {
        if (open.isEmpty()) return CheckResult.ok(CHECK, "none is open for a minute");
        Open first = open.values().iterator().next();
        return CheckResult.problem(
                CHECK,
                "open without a record since %s, so readers stop there: %s"
                        .formatted(first.last(), String.join(", ", open.keySet())),
                "kafka-transactions.sh --bootstrap-server %s abort --topic %s --partition %d --start-offset %d, but read docs/operations.md, A topic that stops, before"
                        .formatted(
                                settings.bootstrapServers(),
                                first.partition().topic(),
                                first.partition().partition(),
                                first.offset()));
    }

    private static List<TopicPartition> partitions(Settings settings, Admin admin) {
        Set<String> there = AdminRequest.of(() -> admin.listTopics().names().get());
        List<String> ours =
                Topics.all().stream()
                        .map(topic -> topic.in(settings))
                        .filter(there::contains)
                        .toList();
        return AdminRequest.of(() -> admin.describeTopics(ours).allTopicNames().get())
                .values()
                .stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(
                                                one ->
                                                        new TopicPartition(
                                                                topic.name(), one.partition())))
                .toList();
    }

    /**
     * Looks twice if there is one. Records of services have the time of their input: one that
     * catches up has old records in its short transactions.
     */
    private static Map<String, Open> staysOpen(
            Admin admin, List<TopicPartition> partitions, Instant now, Runnable between) {
        Map<String, Open> first = open(admin, partitions, now);
        if (first.isEmpty()) return first;
        between.run();
        Map<String, Open> second =
                open(admin, first.values().stream().map(Open::partition).toList(), now);
        second.values().retainAll(first.values());
        return second;
    }

    private static void pause() {
        try {
            Thread.sleep(SECOND_LOOK);
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private static Map<String, Open> open(
            Admin admin, List<TopicPartition> partitions, Instant now) {
        Map<TopicPartition, PartitionProducerState> producers =
                AdminRequest.of(() -> admin.describeProducers(partitions).all().get());
        Map<String, Open> open = new TreeMap<>();
        producers.forEach(
                (partition, state) -> {
                    for (ProducerState one : state.activeProducers()) {
                        Instant last = Instant.ofEpochMilli(one.lastTimestamp());
                        if (one.currentTransactionStartOffset().isEmpty()
                                || last.isAfter(now.minus(LONG))) continue;
                        long offset = one.currentTransactionStartOffset().getAsLong();
                        open.put(
                                partition.toString(),
                                new Open(partition, one.producerId(), offset, last));
                    }
                });
        return open;
    }

    private record Open(TopicPartition partition, long producer, long offset, Instant last) {}
}
