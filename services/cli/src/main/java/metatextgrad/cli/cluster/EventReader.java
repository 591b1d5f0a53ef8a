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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics from their beginning, without a consumer group. It reads only committed records, and
 * skips unreadable records. Not thread-safe.
 */
public final class EventReader implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PROGRESS = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Clocks of brokers and services may differ by this. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** An event and its timestamp, in milliseconds since 1970. */
    public record Stamped<E extends Event>(E event, long millis) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<KafkaConsumer<String, byte[]>> end;
    private final Deserializer<Event> events;
    private final UnreadableRecords unreadable;
    private final Settings settings;
    private final Set<TopicPartition> logs = new HashSet<>();

    /** Opens a reader with a consumer of its own. */
    public EventReader(Settings settings, Serde<Event> events, List<Topic> topics) {
        this(
                settings,
                events,
                topics,
                new UnreadableRecords(),
                Consumers.create(settings),
                Consumers::close);
    }

    /**
     * Opens a reader.
     *
     * @param end accepts the consumer when the reader no longer needs it
     */
    EventReader(
            Settings settings,
            Serde<Event> events,
            List<Topic> topics,
            UnreadableRecords unreadable,
            KafkaConsumer<String, byte[]> consumer,
            Consumer<KafkaConsumer<String, byte[]>> end) {
        this.events = events.deserializer();
        this.unreadable = unreadable;
        this.consumer = consumer;
        this.end = end;
        this.settings = settings;
        try {
            List<TopicPartition> partitions = partitions(settings, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        } catch (RuntimeException e) {
            end.accept(consumer);
            throw e;
        }
    }

    private List<TopicPartition> partitions(Settings settings, List<Topic> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            List<TopicPartition> of =
                    answered(() -> consumer.partitionsFor(topic.in(settings))).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            partitions.addAll(of);
            if (topic.kept() == Topic.Kept.LOG) logs.addAll(of);
        }
        return partitions;
    }

    /** Skips the records of logs from before this time. Tables are read whole. */
    public void since(long millis) {
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
        to(ends(), listener, progress);
    }

    /** As {@link #toEnd}, without the records of logs from after this time. */
    public List<Stamped<Event>> until(long millis) {
        Map<TopicPartition, Long> ends = new HashMap<>(ends());
        at(millis + SKEW.toMillis())
                .forEach(
                        (log, next) -> {
                            if (next != null) ends.put(log, next.offset());
                        });
        List<Stamped<Event>> read = new ArrayList<>();
        to(ends, read::add, left -> {});
        return read;
    }

    /**
     * Returns the events of each wanted key up to the current end, from the last one back to the
     * first that is sufficient. Only these are decoded: a table has many older records of each key
     * until it is compacted.
     */
    public List<Stamped<Event>> last(Predicate<String> wanted, Predicate<Event> sufficient) {
        Map<String, List<ConsumerRecord<String, byte[]>>> byKey = new TreeMap<>();
        read(
                ends(),
                record -> {
                    String key = record.key();
                    if (key != null && wanted.test(key))
                        byKey.computeIfAbsent(key, first -> new ArrayList<>()).add(record);
                },
                left -> {});
        List<Stamped<Event>> found = new ArrayList<>();
        for (List<ConsumerRecord<String, byte[]>> records : byKey.values()) {
            for (ConsumerRecord<String, byte[]> record : records.reversed()) {
                Event event = unreadable.read(events, record);
                if (event == null) continue;
                found.add(new Stamped<>(event, record.timestamp()));
                if (sufficient.test(event)) break;
            }
        }
        unreadable.report();
        return found;
    }

    /** Returns the keys of all records up to the current end, without decoding the records. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        read(
                ends(),
                record -> {
                    if (record.key() != null) keys.add(record.key());
                },
                left -> {});
        return keys;
    }

    private void to(
            Map<TopicPartition, Long> ends,
            Consumer<Stamped<Event>> listener,
            LongConsumer progress) {
        read(ends, record -> decode(record, listener), progress);
        unreadable.report();
    }

    private void read(
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<String, byte[]>> to,
            LongConsumer progress) {
        long left = left(ends);
        long reported = System.nanoTime();
        long latest = System.nanoTime() + TIMEOUT.toNanos();
        while (left > 0) {
            polled().forEach(to);
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

    private Map<TopicPartition, Long> ends() {
        return answered(() -> consumer.endOffsets(consumer.assignment()));
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

    private ConsumerRecords<String, byte[]> polled() {
        return answered(() -> consumer.poll(POLL));
    }

    private List<Stamped<Event>> stamped() {
        List<Stamped<Event>> read = new ArrayList<>();
        ConsumerRecords<String, byte[]> records = polled();
        // Reports unreadable records once no more records arrive.
        if (records.isEmpty()) unreadable.report();
        records.forEach(record -> decode(record, read::add));
        return read;
    }

    private void decode(ConsumerRecord<String, byte[]> record, Consumer<Stamped<Event>> to) {
        Event event = unreadable.read(events, record);
        if (event != null) to.accept(new Stamped<>(event, record.timestamp()));
    }

    @Override
    public void close() {
        unreadable.report();
        end.accept(consumer);
    }
}
