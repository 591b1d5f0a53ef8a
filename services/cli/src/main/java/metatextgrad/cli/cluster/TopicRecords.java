package metatextgrad.cli.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** The committed records of topics, from their beginning, as bytes. Not thread-safe. */
final class TopicRecords implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PROGRESS = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Clocks of brokers and services may differ by this. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Accepts records one by one. */
    interface Listener {
        void accept(ConsumerRecord<String, byte[]> record);
    }

    private final Consumer<String, byte[]> consumer;
    private final Runnable end;
    private final Settings settings;
    private final Set<TopicPartition> logs = new HashSet<>();

    /**
     * Assigns a consumer to topics.
     *
     * @param end is called when the consumer is no longer needed
     * @throws EnvironmentProblem if a topic does not exist, with exit code 78
     */
    TopicRecords(
            Settings settings,
            List<Topic> topics,
            Consumer<String, byte[]> consumer,
            Runnable end) {
        this.consumer = consumer;
        this.end = end;
        this.settings = settings;
        try {
            List<TopicPartition> partitions = partitions(topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    private List<TopicPartition> partitions(List<Topic> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            String name = topic.in(settings);
            List<PartitionInfo> found = answered(() -> consumer.partitionsFor(name));
            // A topic that a permission hides is denied, and not empty.
            if (found.isEmpty()) throw MissingTopic.problem(name);
            List<TopicPartition> of =
                    found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
            partitions.addAll(of);
            if (topic.kept() == Topic.Kept.LOG) logs.addAll(of);
        }
        return partitions;
    }

    /** Skips the records of logs from before this time. Tables are read whole. */
    void since(long millis) {
        at(millis - SKEW.toMillis())
                .forEach(
                        (log, first) -> {
                            if (first == null) consumer.seekToEnd(List.of(log));
                            else consumer.seek(log, first.offset());
                        });
    }

    /** Returns the first record of each log from this time on; null if there is none. */
    private Map<TopicPartition, @Nullable OffsetAndTimestamp> at(long millis) {
        Map<TopicPartition, Long> times = new HashMap<>();
        logs.forEach(log -> times.put(log, Math.max(0, millis)));
        return answered(() -> consumer.offsetsForTimes(times));
    }

    /** As {@link EventReader#skip}. */
    boolean skip(Instant from, long most) {
        Set<TopicPartition> all = consumer.assignment();
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(one -> times.put(one, from.toEpochMilli()));
        Map<TopicPartition, Long> ends = ends();
        Map<TopicPartition, OffsetAndTimestamp> starts =
                answered(() -> consumer.offsetsForTimes(times));
        boolean skipped = false;
        for (TopicPartition one : all) {
            long end = requireNonNull(ends.get(one));
            OffsetAndTimestamp start = starts.get(one);
            long first = start == null ? end : start.offset();
            long latest = end - most / all.size();
            skipped |= latest > first;
            consumer.seek(one, Math.max(first, latest));
        }
        return skipped;
    }

    /** Returns the current end of each partition. */
    Map<TopicPartition, Long> ends() {
        return answered(() -> consumer.endOffsets(consumer.assignment()));
    }

    /** Returns the current ends, without the records of logs from after this time. */
    Map<TopicPartition, Long> endsAt(long millis) {
        Map<TopicPartition, Long> ends = new HashMap<>(ends());
        at(millis + SKEW.toMillis())
                .forEach(
                        (log, next) -> {
                            if (next != null) ends.put(log, next.offset());
                        });
        return ends;
    }

    /**
     * Passes on all records up to these ends.
     *
     * @param progress accepts the number of records left, once a second
     * @throws EnvironmentProblem if the broker stops answering, with exit code 6
     */
    void read(Map<TopicPartition, Long> ends, Listener to, LongConsumer progress) {
        long left = left(ends);
        long reported = System.nanoTime();
        long latest = System.nanoTime() + TIMEOUT.toNanos();
        while (left > 0) {
            polled().forEach(to::accept);
            long now = left(ends);
            if (System.nanoTime() - reported > PROGRESS.toNanos()) {
                progress.accept(now);
                reported = System.nanoTime();
            }
            // A poll does not fail if the broker is unreachable: it only returns no records.
            if (now == left && System.nanoTime() > latest)
                throw Cluster.noBroker(
                        settings.bootstrapServers(), new TimeoutException("no records arrive"));
            if (now < left) latest = System.nanoTime() + TIMEOUT.toNanos();
            left = now;
        }
    }

    /** Waits a moment for new records and returns them. */
    ConsumerRecords<String, byte[]> polled() {
        return answered(() -> consumer.poll(POLL));
    }

    String servers() {
        return settings.bootstrapServers();
    }

    /**
     * Returns if brokers answer.
     *
     * @throws EnvironmentProblem if they do not in this time, with exit code 6
     */
    void requireBroker(Duration limit) {
        answered(() -> consumer.endOffsets(consumer.assignment(), limit));
    }

    private long left(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(
                        end ->
                                Math.max(
                                        0,
                                        end.getValue()
                                                - answered(() -> consumer.position(end.getKey()))))
                .sum();
    }

    private <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (TimeoutException e) {
            throw Cluster.noBroker(settings.bootstrapServers(), e);
        } catch (TopicAuthorizationException e) {
            EnvironmentProblem denied = DeniedAccess.of(settings, AclOperation.READ, e);
            throw denied == null ? e : denied;
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
