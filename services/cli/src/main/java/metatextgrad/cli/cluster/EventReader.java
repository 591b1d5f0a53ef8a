package metatextgrad.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;

/**
 * Reads topics from their beginning, without a consumer group. It reads only committed records, and
 * skips unreadable records. Not thread-safe.
 */
public final class EventReader implements AutoCloseable {
    /** An event and its timestamp, in milliseconds since 1970. */
    public record Stamped<E extends Event>(E event, long millis) {}

    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final TopicRecords records;
    private final Deserializer<Event> events;
    private final UnreadableRecords unreadable;
    private final OutageNotice notice;

    /** Opens a reader with a consumer of its own. */
    public EventReader(Settings settings, Serde<Event> events, List<Topic> topics) {
        this(own(settings, topics), events, new UnreadableRecords());
    }

    EventReader(TopicRecords records, Serde<Event> events, UnreadableRecords unreadable) {
        this.records = records;
        this.events = events.deserializer();
        this.unreadable = unreadable;
        notice = new OutageNotice(records.servers(), System.err::println, System.nanoTime());
    }

    private static TopicRecords own(Settings settings, List<Topic> topics) {
        KafkaConsumer<String, byte[]> own = Consumers.create(settings);
        return new TopicRecords(settings, topics, own, () -> Consumers.close(own));
    }

    /** Skips the records of logs from before this time. Tables are read whole. */
    public void since(long millis) {
        records.since(millis);
    }

    /** Waits a moment for new events and returns them. Also while no broker answers. */
    public List<Event> poll() {
        return stamped().stream().map(Stamped::event).toList();
    }

    /**
     * As {@link #poll}, for a command that waits longer than an outage of Kafka. It reports the
     * outage on standard error.
     */
    public List<Event> pollAndReport() {
        List<Event> read = poll();
        if (!read.isEmpty()) notice.answered(System.nanoTime());
        else notice.idle(System.nanoTime(), this::requireBroker);
        return read;
    }

    /**
     * Returns if brokers answer, for a caller to whom {@link #poll} has returned nothing for long.
     *
     * @throws EnvironmentProblem if they do not within seconds, with exit code 6
     */
    public void requireBroker() {
        records.requireBroker(ANSWER);
    }

    /**
     * Skips records of before a time, and then all but the last ones of each partition.
     *
     * @param most records to leave, all partitions together
     * @return whether records after that time were skipped
     */
    public boolean skip(Instant from, long most) {
        return records.skip(from, most);
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
        to(records.ends(), listener, progress);
    }

    /** As {@link #toEnd}, without the records of logs from after this time. */
    public void until(long millis, Consumer<Stamped<Event>> listener) {
        to(records.endsAt(millis), listener, left -> {});
    }

    /**
     * Returns the events of each wanted key up to the current end, from the last one back to the
     * first that is sufficient. Only these are decoded: a table has many older records of each key
     * until it is compacted.
     */
    public List<Stamped<Event>> last(Predicate<String> wanted, Predicate<Event> sufficient) {
        Map<String, List<ConsumerRecord<String, byte[]>>> byKey = new TreeMap<>();
        records.read(
                records.ends(),
                record -> {
                    String key = record.key();
                    if (key != null && wanted.test(key))
                        byKey.computeIfAbsent(key, first -> new ArrayList<>()).add(record);
                },
                left -> {});
        List<Stamped<Event>> found = new ArrayList<>();
        for (List<ConsumerRecord<String, byte[]>> ofKey : byKey.values()) {
            for (ConsumerRecord<String, byte[]> record : ofKey.reversed()) {
                Event event = unreadable.read(events, record);
                if (event == null) continue;
                found.add(new Stamped<>(event, record.timestamp()));
                if (sufficient.test(event)) break;
            }
        }
        unreadable.report();
        return found;
    }

    /**
     * Returns the newest event of each wanted key up to the current end, in key order. Older
     * records are neither kept nor decoded.
     */
    public List<Stamped<Event>> newest(Predicate<String> wanted) {
        Map<String, ConsumerRecord<String, byte[]>> byKey = new TreeMap<>();
        records.read(
                records.ends(),
                record -> {
                    String key = record.key();
                    if (key != null && wanted.test(key)) byKey.put(key, record);
                },
                left -> {});
        List<Stamped<Event>> found = new ArrayList<>();
        byKey.values().forEach(record -> decode(record, found::add));
        unreadable.report();
        return found;
    }

    /** Returns the keys of all records up to the current end, without decoding the records. */
    public Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        records.read(
                records.ends(),
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
        records.read(ends, record -> decode(record, listener), progress);
        unreadable.report();
    }

    private List<Stamped<Event>> stamped() {
        List<Stamped<Event>> read = new ArrayList<>();
        ConsumerRecords<String, byte[]> polled = records.polled();
        // Reports unreadable records once no more records arrive.
        if (polled.isEmpty()) unreadable.report();
        polled.forEach(record -> decode(record, read::add));
        return read;
    }

    private void decode(ConsumerRecord<String, byte[]> record, Consumer<Stamped<Event>> to) {
        Event event = unreadable.read(events, record);
        if (event != null) to.accept(new Stamped<>(event, record.timestamp()));
    }

    @Override
    public void close() {
        unreadable.report();
        records.close();
    }
}
