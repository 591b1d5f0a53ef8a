package metatextgrad.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a record, in their order; names may repeat.
 *
 * @param leftOut how many further headers the record has
 */
public record KeptHeaders(List<Header> kept, int leftOut) {
    public static final KeptHeaders NONE = new KeptHeaders(List.of(), 0);

    /**
     * The size limit, in bytes. Together with the largest value, the headers still fit into one
     * dead letter.
     */
    static final int MAX_BYTES = 64 * 1024;

    public KeptHeaders {
        kept = List.copyOf(kept);
        if (leftOut < 0) throw new IllegalArgumentException("leftOut is " + leftOut);
    }

    /** One header. */
    public record Header(String name, ByteBuffer value) {
        public Header {
            value = value.asReadOnlyBuffer();
        }

        /** One character of a name takes three bytes at most. */
        private int bytes() {
            return name.length() * 3 + value.remaining();
        }
    }

    /** The first headers, up to 64 KB. */
    public static KeptHeaders of(List<Header> all) {
        List<Header> kept = new ArrayList<>();
        int bytes = 0;
        for (Header header : all) {
            bytes += header.bytes();
            if (bytes > MAX_BYTES) break;
            kept.add(header);
        }
        return new KeptHeaders(kept, all.size() - kept.size());
    }
}
