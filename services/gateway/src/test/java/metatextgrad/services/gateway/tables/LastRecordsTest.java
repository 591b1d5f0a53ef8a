package metatextgrad.services.gateway.tables;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records of a topic that is read again from its beginning. */
final class LastRecordsTest {
    @Test
    void shouldKeepTheLastRecordOfEachKey() {
        LastRecords last = new LastRecords();
        last.put(record("a", 0));
        last.put(record("b", 1));
        last.put(record("a", 2));

        assertThat(last.take()).extracting(ConsumerRecord::offset).containsExactly(1L, 2L);
        assertThat(last.take()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, long offset) {
        return new ConsumerRecord<>("projects", 0, offset, key.getBytes(UTF_8), new byte[0]);
    }
}
