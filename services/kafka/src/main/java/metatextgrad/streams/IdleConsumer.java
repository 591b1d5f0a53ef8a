package metatextgrad.streams;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer whose polls wait longer than asked while its thread is idle: {@link IdlePolls}. */
final class IdleConsumer extends KafkaConsumer<byte[], byte[]> {
    private final IdlePolls idle = new IdlePolls();

    IdleConsumer(Map<String, Object> config) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration asked) {
        long now = System.nanoTime();
        ConsumerRecords<byte[], byte[]> records = super.poll(idle.wait(asked, now));
        if (!records.isEmpty()) idle.busy();
        return records;
    }
}
