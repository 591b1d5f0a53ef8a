package metatextgrad.cli.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for texts in every record of every topic of a broker, Kafka's own included: in keys, values
 * and headers, unpacked, whether a transaction was committed or not.
 */
public final class TopicSearch {
    static final String VALUE = "value";

    private final List<Wanted> wanted;
    private final List<String> places = new ArrayList<>();

    private TopicSearch(List<Wanted> wanted) {
        this.wanted = wanted;
    }

    /**
     * @param where parts of records that are looked at
     */
    public record Wanted(String text, Predicate<Part> where) {
        /** Compares bytes: a search in characters of one byte each is the fastest. */
        public Wanted {
            text = bytes(text.getBytes(UTF_8));
        }
    }

    /**
     * @param name {@code key}, {@link #VALUE}, or {@code header} and its name
     */
    public record Part(String topic, String name) {}

    /** The places of the texts, a line each. */
    public static List<String> of(String kafka, List<Wanted> wanted) {
        TopicSearch search = new TopicSearch(List.copyOf(wanted));
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
            if (all.isEmpty()) return List.of();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Waits.reading()
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(50)).forEach(search::look);
                                return all.stream()
                                        .allMatch(p -> consumer.position(p) >= ends.get(p));
                            });
        }
        return search.places;
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

    private void look(ConsumerRecord<byte[], byte[]> record) {
        look(record, "key", record.key());
        look(record, VALUE, record.value());
        for (Header header : record.headers())
            look(record, "header " + header.key(), header.value());
    }

    private void look(
            ConsumerRecord<byte[], byte[]> record, String name, byte @Nullable [] emitted) {
        if (emitted == null) return;
        String text = bytes(emitted);
        Part part = new Part(record.topic(), name);
        for (Wanted one : wanted)
            if (text.contains(one.text()) && one.where().test(part))
                places.add(
                        "%s-%d@%d %s"
                                .formatted(
                                        record.topic(), record.partition(), record.offset(), name));
    }

    private static String bytes(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
