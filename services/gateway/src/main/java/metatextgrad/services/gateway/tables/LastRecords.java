package metatextgrad.services.gateway.tables;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last record of each key, in the order in which they came. For one thread. */
final class LastRecords {
    private record Key(String topic, int partition, ByteBuffer key) {}

    private final Map<Key, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();

    void put(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key() == null ? new byte[0] : record.key();
        Key place = new Key(record.topic(), record.partition(), ByteBuffer.wrap(key));
        last.remove(place);
        last.put(place, record);
    }

    /** Returns them, and forgets them. */
    List<ConsumerRecord<byte[], byte[]>> take() {
        List<ConsumerRecord<byte[], byte[]>> all = List.copyOf(last.values());
        last.clear();
        return all;
    }
}
