package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.cli.testing.FaultRun;
import metatextgrad.cli.testing.LoopOwner;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.EmbeddedKafka;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 33: a slow or stopped reader of results delays no one. */
@Tag("broker")
final class SlowReaderTest {
    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 33: a reader that sleeps after each record misses nothing and slows no one")
    void shouldFinishWhileAReaderOfItsResultsIsSuspended() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FaultRun run = new FaultRun(kafka.bootstrapServers(), temp.resolve("in"), "0ms");
                KafkaConsumer<byte[], byte[]> slow = reader(kafka.bootstrapServers())) {
            run.services(kafka.bootstrapServers(), temp.resolve("loop"));
            run.worker(kafka.bootstrapServers(), "worker");
            run.begin();
            Waits.reading().until(() -> !slow.poll(Duration.ofMillis(100)).isEmpty());

            // It sleeps: nothing is polled until the run is over.
            run.requireSound(0);

            Set<TopicPartition> all = slow.assignment();
            Map<TopicPartition, Long> ends = slow.endOffsets(all);
            assertThat(all).anyMatch(one -> slow.position(one) < ends.get(one));
            Waits.reading()
                    .until(
                            () -> {
                                slow.poll(Duration.ofMillis(100));
                                return all.stream()
                                        .allMatch(one -> slow.position(one) >= ends.get(one));
                            });
        }
    }

    private static KafkaConsumer<byte[], byte[]> reader(String kafka) {
        KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", kafka,
                                "group.id", "an-application",
                                "auto.offset.reset", "earliest",
                                "isolation.level", "read_committed",
                                "max.poll.records", 1),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        reader.subscribe(List.of(LoopOwner.PREFIX + "runs", LoopOwner.PREFIX + "optimizer-state"));
        return reader;
    }
}
