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
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their beginning, without a group; sees committed records only. Not thread-safe.
 */
final class EventReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** An event and when its cause was written, in milliseconds since 1970. */
    record Stamped<E extends Event>(E event, long millis) {}

    private final KafkaConsumer<String, Event> consumer;

    EventReader(Settings settings, Serde<Event> events, List<Topic> topics) {
        Map<String, Object> properties = new TreeMap<>(settings.client());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
        properties.put("default.api.timeout.ms", 15_000);
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), events.deserializer());
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
        List<Stamped<Event>> events = new ArrayList<>();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            events.addAll(stamped());
        }
        return events;
    }

    private List<Stamped<Event>> stamped() {
        List<Stamped<Event>> events = new ArrayList<>();
        for (ConsumerRecord<String, Event> record : consumer.poll(POLL)) {
            if (record.value() != null)
                events.add(new Stamped<>(record.value(), record.timestamp()));
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
