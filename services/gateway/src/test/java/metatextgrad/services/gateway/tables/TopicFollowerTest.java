package metatextgrad.services.gateway.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.services.gateway.meters.GatewayMeters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

final class TopicFollowerTest {
    private final List<Long> taken = new ArrayList<>();

    private TopicFollower follower(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        KafkaAccess access =
                new KafkaAccess("broker:9092", new GatewayMeters(new SimpleMeterRegistry()));
        return new TopicFollower(List.of("runs"), Map.of(), access, records, false, () -> {});
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset) {
        return new ConsumerRecord<>("runs", 0, offset, new byte[0], new byte[0]);
    }

    @Test
    void shouldSkipARecordThatCannotBeHandled() {
        TopicFollower follower =
                follower(
                        record -> {
                            if (record.offset() == 0) throw new IllegalStateException("strange");
                            taken.add(record.offset());
                        });

        follower.accept(record(0));
        follower.accept(record(1));

        assertThat(taken).containsExactly(1L);
    }

    @Test
    void shouldReadAgainWhenTheRegistryIsAway() {
        TopicFollower follower =
                follower(
                        record -> {
                            throw new KafkaException("the schema registry is unavailable");
                        });

        assertThatThrownBy(() -> follower.accept(record(0))).isInstanceOf(KafkaException.class);
    }
}
