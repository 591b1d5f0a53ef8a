package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.KeptHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Headers as Kafka has them, and as we keep them. A header without a value comes back empty. */
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
            byte[] value = new byte[one.value().remaining()];
            one.value().duplicate().get(value);
            all.add(new RecordHeader(one.name(), value));
        }
        return all;
    }
}
