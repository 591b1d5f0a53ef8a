package metatextgrad.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.config.Settings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.TopicPartition;

/** The rules that hold on every cluster after any failure (RELIABILITY §12). */
public final class Invariants {
    /** The time for records that are still in flight when a test is over. */
    private static final Duration SOON = Duration.ofMinutes(2);

    private Invariants() {}

    /** Fails if a rule is broken and stays broken. */
    public static void require(Settings settings) {
        require(settings, false);
    }

    /** As above, after services have read the log from its beginning a second time. */
    public static void requireAfterReset(Settings settings) {
        require(settings, true);
    }

    /** Checks only the topics of a worker, without a registry. */
    static void require(String kafka, String prefix) {
        require(local(kafka, prefix));
    }

    /**
     * Fails unless the calls that a server has seen are those that the ledger knows of.
     *
     * @param max calls that may have been repeated
     */
    public static void requireCalls(Settings settings, long calls, long max) {
        WrittenRecords.BilledCalls billed = written(settings).billedCalls();
        assertThat(calls).isBetween(billed.recorded(), billed.attempts());
        assertThat(calls - billed.recorded()).as("repeated").isLessThanOrEqualTo(max);
    }

    /** Fails if a transaction stays open in some log, the broker's own ones included. */
    static void requireNoneOpen(Settings settings) {
        try (Admin admin = Admin.create(settings.client())) {
            Waits.await().untilAsserted(() -> assertThat(open(admin)).as("open").isEmpty());
        }
    }

    private static List<TopicPartition> open(Admin admin) throws Exception {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        List<TopicPartition> all =
                admin.describeTopics(names).allTopicNames().get().values().stream()
                        .flatMap(
                                topic ->
                                        topic.partitions().stream()
                                                .map(one -> of(topic.name(), one.partition())))
                        .toList();
        return admin.describeProducers(all).all().get().entrySet().stream()
                .filter(
                        entry ->
                                entry.getValue().activeProducers().stream()
                                        .anyMatch(
                                                one ->
                                                        one.currentTransactionStartOffset()
                                                                .isPresent()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static TopicPartition of(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }

    public static List<String> broken(WrittenRecords written, boolean reset) {
        List<String> broken = new ArrayList<>(new RequestInvariants(written).broken());
        broken.addAll(new LoopInvariants(written, reset).broken());
        broken.addAll(new ServingInvariants(written, reset).broken());
        return broken;
    }

    static Settings local(String kafka, String prefix) {
        return new Settings(
                kafka,
                null,
                prefix,
                null,
                Path.of("."),
                0,
                WorkerBench.PARTITIONS,
                (short) 1,
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                Map.of());
    }

    private static void require(Settings settings, boolean reset) {
        long end = System.nanoTime() + SOON.toNanos();
        List<String> broken = broken(written(settings), reset);
        while (!broken.isEmpty() && System.nanoTime() < end)
            broken = broken(written(settings), reset);
        assertThat(broken).as("broken invariants").isEmpty();
    }

    private static WrittenRecords written(Settings settings) {
        try {
            return WrittenRecords.on(settings);
        } catch (Exception e) {
            throw new AssertionError("the topics cannot be read", e);
        }
    }
}
