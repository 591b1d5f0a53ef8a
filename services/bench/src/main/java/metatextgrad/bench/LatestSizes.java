package metatextgrad.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The size of the last record of each key of a changelog. Keys are kept as hashes of 64 bits. */
final class LatestSizes {
    private final Map<Long, Integer> sizes = new HashMap<>();
    private long bytes;

    void add(ConsumerRecord<byte[], byte[]> row) {
        long key = hash(row.key());
        Integer before =
                row.value() == null
                        ? sizes.remove(key)
                        : sizes.put(key, row.key().length + row.value().length);
        bytes -= before == null ? 0 : before;
        bytes += row.value() == null ? 0 : row.key().length + row.value().length;
    }

    int rows() {
        return sizes.size();
    }

    long bytes() {
        return bytes;
    }

    private static long hash(byte[] key) {
        CRC32C crc = new CRC32C();
        crc.update(key);
        return crc.getValue() << Integer.SIZE | Integer.toUnsignedLong(Arrays.hashCode(key));
    }
}
