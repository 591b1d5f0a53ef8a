package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.KeptHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Converts Kafka headers to stored headers and back. A header without a value becomes an empty one.
 */
public final class KafkaHeaders {
    private KafkaHeaders() {}

    public static KeptHeaders read(Headers headers) {
        List<KeptHeaders.Header> all = new ArrayList<>();
        for (Header header : headers)
            all.add(new KeptHeaders.Header(header.key(), buffer(header.value())));
        return KeptHeaders.of(all);
    }

    /** Returns these bytes; empty for a missing key, value or header. */
    public static ByteBuffer buffer(byte @Nullable [] bytes) {
        return ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
    }

    public static List<Header> write(KeptHeaders headers) {
        List<Header> all = new ArrayList<>();
        for (KeptHeaders.Header one : headers.kept())
            all.add(new RecordHeader(one.name(), Utils.toArray(one.value().duplicate())));
        return all;
    }
}
