package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a record, in their order; names may repeat.
 *
 * @param leftOut how many more the record has
 */
public record KeptHeaders(List<Header> kept, int leftOut) {
    public static final KeptHeaders NONE = new KeptHeaders(List.of(), 0);

    /** Together with the largest value a letter still fits into a record. */
    static final int MOST_BYTES = 64 * 1024;

    public KeptHeaders {
        kept = List.copyOf(kept);
        if (leftOut < 0) throw new IllegalArgumentException("leftOut is " + leftOut);
    }

    /** One header. */
    public record Header(String name, ByteBuffer value) {
        public Header {
            requireNonNull(name, "name is null");
            value = value.asReadOnlyBuffer();
        }

        /** A letter of a name has three bytes at most. */
        private int bytes() {
            return name.length() * 3 + value.remaining();
        }
    }

    /** The first ones, as far as they are no more than 64 KB. */
    public static KeptHeaders of(List<Header> all) {
        List<Header> kept = new ArrayList<>();
        int bytes = 0;
        for (Header header : all) {
            bytes += header.bytes();
            if (bytes > MOST_BYTES) break;
            kept.add(header);
        }
        return new KeptHeaders(kept, all.size() - kept.size());
    }
}
