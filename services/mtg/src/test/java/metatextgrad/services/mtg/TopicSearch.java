package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for bytes in every record of every topic of a broker, Kafka's own included: in keys, values
 * and headers, unpacked, whether a transaction was committed or not.
 */
final class TopicSearch {
    private TopicSearch() {}

    /** Where they are, a line each. */
    static List<String> of(String kafka, byte[] wanted) {
        List<String> places = new ArrayList<>();
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "isolation.level",
                        "read_uncommitted",
                        "exclude.internal.topics",
                        false,
                        "max.poll.records",
                        10_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = partitions(kafka, consumer);
            if (all.isEmpty()) return places;
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Patience.reading()
                    .until(
                            () -> {
                                for (ConsumerRecord<byte[], byte[]> record :
                                        consumer.poll(Duration.ofMillis(50)))
                                    places.addAll(in(record, wanted));
                                return all.stream()
                                        .allMatch(p -> consumer.position(p) >= ends.get(p));
                            });
        }
        return places;
    }

    private static List<TopicPartition> partitions(
            String kafka, KafkaConsumer<byte[], byte[]> consumer) {
        Set<String> names;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            names =
                    new TreeSet<>(
                            admin.listTopics(new ListTopicsOptions().listInternal(true))
                                    .names()
                                    .get());
        } catch (Exception e) {
            throw new AssertionError("topics cannot be listed", e);
        }
        return names.stream()
                .flatMap(name -> consumer.partitionsFor(name).stream())
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
    }

    private static List<String> in(ConsumerRecord<byte[], byte[]> record, byte[] wanted) {
        List<String> places = new ArrayList<>();
        String where = record.topic() + "-" + record.partition() + "@" + record.offset() + " ";
        if (contains(record.key(), wanted)) places.add(where + "key");
        if (contains(record.value(), wanted)) places.add(where + "value");
        for (Header header : record.headers())
            if (contains(header.value(), wanted)) places.add(where + "header " + header.key());
        return places;
    }

    private static boolean contains(byte @Nullable [] bytes, byte[] wanted) {
        if (bytes == null) return false;
        for (int from = 0; from + wanted.length <= bytes.length; from++) {
            int same = 0;
            while (same < wanted.length && bytes[from + same] == wanted[same]) same++;
            if (same == wanted.length) return true;
        }
        return false;
    }
}
