package metatextgrad.cli.cluster;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their beginning, without a consumer group. It reads only committed records, and
 * skips unreadable records. Not thread-safe.
 */
public final class EventReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PROGRESS = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);

    /** An event and its timestamp, in milliseconds since 1970. */
    public record Stamped<E extends Event>(E event, long millis) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Event> events;
    private final UnreadableRecords unreadable;
    private final String servers;

    public EventReader(Settings settings, Serde<Event> events, List<Topic> topics) {
        this(settings, events, topics, new UnreadableRecords());
    }

    public EventReader(
            Settings settings,
            Serde<Event> events,
            List<Topic> topics,
            UnreadableRecords unreadable) {
        this.events = events.deserializer();
        this.unreadable = unreadable;
        servers = settings.bootstrapServers();
        Map<String, Object> properties = new TreeMap<>(settings.client());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("default.api.timeout.ms", (int) TIMEOUT.toMillis());
        consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = partitions(settings, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw e;
        }
    }

    private List<TopicPartition> partitions(Settings settings, List<Topic> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            answered(() -> consumer.partitionsFor(topic.in(settings)))
                    .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
        }
        return partitions;
    }

    /** Waits a moment for new events and returns them. */
    public List<Event> poll() {
        return stamped().stream().map(Stamped::event).toList();
    }

    /**
     * Skips records of before a time, and then all but the last ones of each partition.
     *
     * @param most records to leave, all partitions together
     * @return whether records after that time were skipped
     */
    public boolean skip(Instant from, long most) {
        Set<TopicPartition> all = consumer.assignment();
        Map<TopicPartition, Long> times = new HashMap<>();
        all.forEach(one -> times.put(one, from.toEpochMilli()));
        Map<TopicPartition, Long> ends = answered(() -> consumer.endOffsets(all));
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

    /**
     * Returns all events up to the current end of the topics.
     *
     * @throws EnvironmentProblem if the broker stops answering, with exit code 6
     */
    public List<Stamped<Event>> toEnd() {
        List<Stamped<Event>> read = new ArrayList<>();
        toEnd(read::add, left -> {});
        return read;
    }

    /**
     * Passes on all events up to the current end of the topics.
     *
     * @param progress accepts the number of records left, once a second
     * @throws EnvironmentProblem if the broker stops answering, with exit code 6
     */
    public void toEnd(Consumer<Stamped<Event>> listener, LongConsumer progress) {
        Map<TopicPartition, Long> ends = answered(() -> consumer.endOffsets(consumer.assignment()));
        long left = left(ends);
        long reported = System.nanoTime();
        long latest = System.nanoTime() + TIMEOUT.toNanos();
        while (left > 0) {
            stamped().forEach(listener);
            long now = left(ends);
            if (System.nanoTime() - reported > PROGRESS.toNanos()) {
                progress.accept(now);
                reported = System.nanoTime();
            }
            // A poll does not fail if the broker is unreachable: it only returns no records.
            if (now == left && System.nanoTime() > latest)
                throw Cluster.noBroker(servers, new TimeoutException("no records arrive"));
            if (now < left) latest = System.nanoTime() + TIMEOUT.toNanos();
            left = now;
        }
        unreadable.report();
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
            throw Cluster.noBroker(servers, e);
        }
    }

    private List<Stamped<Event>> stamped() {
        List<Stamped<Event>> read = new ArrayList<>();
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        // Reports unreadable records once no more records arrive.
        if (records.isEmpty()) unreadable.report();
        for (ConsumerRecord<String, byte[]> record : records) {
            Event event = unreadable.read(events, record);
            if (event != null) read.add(new Stamped<>(event, record.timestamp()));
        }
        return read;
    }

    @Override
    public void close() {
        unreadable.report();
        consumer.close();
    }
}
