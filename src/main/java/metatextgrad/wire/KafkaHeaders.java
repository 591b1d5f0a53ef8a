package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.KeptHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;

/**
 * Converts Kafka headers to stored headers and back. A header without a value becomes an empty one.
 */
public final class KafkaHeaders {
    private KafkaHeaders() {}

    public static KeptHeaders read(Headers headers) {
        List<KeptHeaders.Header> all = new ArrayList<>();
        for (Header header : headers) {
            byte[] value = header.value();
            all.add(
                    new KeptHeaders.Header(
                            header.key(), ByteBuffer.wrap(value == null ? new byte[0] : value)));
        }
        return KeptHeaders.of(all);
    }

    public static List<Header> write(KeptHeaders headers) {
        List<Header> all = new ArrayList<>();
        for (KeptHeaders.Header one : headers.kept()) {
            all.add(new RecordHeader(one.name(), Utils.toArray(one.value().duplicate())));
        }
        return all;
    }
}
