package metatextgrad.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import metatextgrad.model.event.Event;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** The partitions of written events: by their partition key, as clients do by the record's key. */
final class SinkPartitions implements StreamPartitioner<String, Event> {
    /**
     * Returns empty if the client decides by the key of the record. Kafka has deprecated the
     * method, and it is the only one without a default.
     */
    @Override
    @SuppressWarnings("removal")
    public Optional<Set<Integer>> partitions(String topic, String key, Event event, int count) {
        if (event.partitionKey().equals(key)) return Optional.empty();
        byte[] bytes = event.partitionKey().getBytes(UTF_8);
        return Optional.of(Set.of(BuiltInPartitioner.partitionForKey(bytes, count)));
    }
}
