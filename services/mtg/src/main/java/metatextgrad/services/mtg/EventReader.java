package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Event;
import metatextgrad.streams.Settings;
import metatextgrad.streams.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their beginning, without a group; sees committed records only, and leaves out
 * what it cannot read. Not thread-safe.
 */
final class EventReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** An event and when its cause was written, in milliseconds since 1970. */
    record Stamped<E extends Event>(E event, long millis) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Event> events;
    private final Unreadable unreadable;

    EventReader(Settings settings, Serde<Event> events, List<Topic> topics) {
        this(settings, events, topics, new Unreadable());
    }

    EventReader(Settings settings, Serde<Event> events, List<Topic> topics, Unreadable unreadable) {
        this.events = events.deserializer();
        this.unreadable = unreadable;
        Map<String, Object> properties = new TreeMap<>(settings.client());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("default.api.timeout.ms", 15_000);
        consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : topics) {
            consumer.partitionsFor(settings.name(topic))
                    .forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What has come since, perhaps nothing; waits a moment. */
    List<Event> poll() {
        return stamped().stream().map(Stamped::event).toList();
    }

    /** Everything up to what is there now. */
    List<Stamped<Event>> toEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<Stamped<Event>> read = new ArrayList<>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            read.addAll(stamped());
        }
        return read;
    }

    private List<Stamped<Event>> stamped() {
        List<Stamped<Event>> read = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            Event event = unreadable.read(events, record);
            if (event != null) read.add(new Stamped<>(event, record.timestamp()));
        }
        return read;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
