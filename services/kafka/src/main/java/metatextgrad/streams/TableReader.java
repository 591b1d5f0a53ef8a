package metatextgrad.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.ops.TableMeters;
import metatextgrad.topics.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tables of a service for its gauges, outside of its consumer group and transactions.
 * Shows them once it has read what was there when it began; in between they would be those of the
 * past. If it fails, gauges are missing, and nothing else. Thread-safe.
 */
final class TableReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Settings settings;
    private final List<Topic> topics;
    private final Serde<Event> events;
    private final TableMeters meters;
    private final Supplier<Set<Integer>> owned;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<?, ?> open;

    /** The ends of the partitions when the process started. Used by its thread only. */
    private Map<TopicPartition, Long> first = Map.of();

    /**
     * @param owned the partitions that this process has now
     */
    TableReader(
            Settings settings,
            List<Topic> tables,
            Serde<Event> events,
            TableMeters meters,
            Supplier<Set<Integer>> owned,
            InstantSource clock) {
        this.settings = settings;
        topics = List.copyOf(tables);
        this.events = events;
        this.meters = meters;
        this.owned = owned;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("table-meters").unstarted(this::run);
    }

    /** Starts to read; returns at once. Call it once. */
    void start() {
        if (!topics.isEmpty()) thread.start();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                try (Consumer<byte[], byte[]> log = consumer()) {
                    open = log;
                    read(log);
                } catch (WakeupException stopped) {
                    return;
                } catch (RuntimeException e) {
                    LOG.atDebug().setCause(e).log("cannot read {} for gauges", topics());
                }
                meters.hide();
                if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<byte[], byte[]> log) {
        List<TopicPartition> all =
                topics.stream().flatMap(topic -> partitions(log, topic).stream()).toList();
        log.assign(all);
        log.seekToBeginning(all);
        topics.stream()
                .filter(topic -> topic.kept() == Topic.Kept.LOG)
                .forEach(topic -> seekToLast(log, partitions(log, topic)));
        Map<TopicPartition, Long> ends = log.endOffsets(all);
        if (first.isEmpty()) first = ends;
        boolean behind = true;
        while (closed.getCount() > 0) {
            log.poll(POLL).forEach(this::read);
            behind =
                    behind
                            && ends.entrySet().stream()
                                    .anyMatch(end -> log.position(end.getKey()) < end.getValue());
            if (!behind) meters.show(owned.get(), clock.instant());
        }
    }

    /** A log keeps records for weeks; its gauges show less. */
    private void seekToLast(Consumer<?, ?> log, List<TopicPartition> partitions) {
        long from = clock.instant().minus(TableMeters.LOGS).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        log.offsetsForTimes(times)
                .forEach(
                        (partition, first) -> {
                            if (first == null) log.seekToEnd(List.of(partition));
                            else log.seek(partition, first.offset());
                        });
    }

    private List<TopicPartition> partitions(Consumer<?, ?> log, Topic topic) {
        return log.partitionsFor(topic.in(settings)).stream()
                .map(of -> new TopicPartition(of.topic(), of.partition()))
                .toList();
    }

    private List<String> topics() {
        return topics.stream().map(topic -> topic.in(settings)).toList();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) return;
        try {
            Event event =
                    events.deserializer()
                            .deserialize(record.topic(), record.headers(), record.value());
            long end =
                    first.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
            meters.read(
                    record.partition(),
                    Instant.ofEpochMilli(record.timestamp()),
                    event,
                    record.offset() >= end);
        } catch (RuntimeException unreadable) {
            LOG.atDebug().setCause(unreadable).log("no gauges of a record of {}", record.topic());
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(settings.client());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put("enable.metrics.push", false);
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Stops reading. */
    @Override
    public void close() {
        closed.countDown();
        Consumer<?, ?> log = open;
        if (log != null) log.wakeup();
    }
}
