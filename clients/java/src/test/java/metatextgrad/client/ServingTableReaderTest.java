package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.Test;

final class ServingTableReaderTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final TopicPartition TABLES = new TopicPartition("mtg.prompts-json", 0);

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final LastTable last = new LastTable("dyck", null, log("use a table"));

    @Test
    void shouldReadToTheEndAndIgnoreDeletedAndOldTables() throws Exception {
        MockConsumer<byte[], byte[]> kafka = topic(4);
        kafka.schedulePollTask(
                () -> {
                    add(kafka, 0, Tables.json("dyck", 3, "three"));
                    add(kafka, 1, null);
                });
        kafka.schedulePollTask(
                () -> {
                    add(kafka, 2, Tables.json("support", 9, "other"));
                    add(kafka, 3, Tables.json("dyck", 2, "two"));
                });
        ServingTableReader reader = reader(List.of(kafka));

        reader.start();

        assertThat(reader.await(LONG)).isTrue();
        assertThat(version()).isEqualTo("three");
        reader.close(LONG);
        assertThat(kafka.closed()).isTrue();
        assertThat(failures).isEmpty();
    }

    @Test
    void shouldBeginAgainAfterAFailureAndKeepItsTable() throws Exception {
        MockConsumer<byte[], byte[]> first = topic(2);
        first.schedulePollTask(() -> add(first, 0, Tables.json("dyck", 1, "one")));
        first.schedulePollTask(
                () -> first.setPollException(new AuthorizationException("not allowed")));
        MockConsumer<byte[], byte[]> missing = new MockConsumer<>("earliest");
        missing.updatePartitions(TABLES.topic(), List.of());
        MockConsumer<byte[], byte[]> second = topic(2);
        second.schedulePollTask(
                () -> {
                    add(second, 0, Tables.json("dyck", 1, "one"));
                    add(second, 1, Tables.json("dyck", 2, "two"));
                });
        ServingTableReader reader = reader(List.of(first, missing, second));

        reader.start();

        assertThat(reader.await(LONG)).isTrue();
        assertThat(version()).isEqualTo("two");
        assertThat(failures)
                .containsExactly(
                        "cannot read: not allowed",
                        "cannot read: there is no topic mtg.prompts-json");
        reader.close(LONG);
        assertThat(List.of(first, missing, second)).allMatch(MockConsumer::closed);
    }

    private ServingTableReader reader(List<MockConsumer<byte[], byte[]>> consumers) {
        Queue<Consumer<byte[], byte[]>> rest = new ArrayDeque<>(consumers);
        return new ServingTableReader(
                TABLES.topic(),
                last,
                log("read"),
                () -> {
                    if (rest.isEmpty()) throw new KafkaException("no further consumer");
                    return rest.remove();
                });
    }

    private static MockConsumer<byte[], byte[]> topic(long records) {
        MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
        kafka.updatePartitions(
                TABLES.topic(),
                List.of(new PartitionInfo(TABLES.topic(), TABLES.partition(), null, null, null)));
        kafka.updateBeginningOffsets(Map.of(TABLES, 0L));
        kafka.updateEndOffsets(Map.of(TABLES, records));
        return kafka;
    }

    private static void add(MockConsumer<byte[], byte[]> kafka, long offset, byte[] table) {
        kafka.addRecord(
                new ConsumerRecord<>(TABLES.topic(), TABLES.partition(), offset, null, table));
    }

    private String version() {
        return last.table().orElseThrow().prompt("user").version();
    }

    private FailureLog log(String activity) {
        return new FailureLog(activity, (message, cause) -> failures.add(message));
    }
}
