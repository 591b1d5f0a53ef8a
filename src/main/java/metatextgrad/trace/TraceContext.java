package metatextgrad.trace;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The trace to which a record belongs, as W3C Trace Context writes it. The values are passed on as
 * they are; only an implementation of {@link Tracing} reads them.
 *
 * @param parent the header {@code traceparent}; empty if the record belongs to no trace
 * @param state the header {@code tracestate}; empty if there is none
 */
public record TraceContext(String parent, String state) {
    public static final String PARENT = "traceparent";
    public static final String STATE = "tracestate";

    /** No trace. */
    public static final TraceContext NONE = new TraceContext("", "");

    /** Longer values are no context of ours, and would grow with each record that they pass. */
    private static final int LONGEST = 512;

    /** Returns the context in the headers of a record; {@link #NONE} if it has none. */
    public static TraceContext of(Headers headers) {
        String parent = value(headers, PARENT);
        return parent.isEmpty() ? NONE : new TraceContext(parent, value(headers, STATE));
    }

    public boolean isEmpty() {
        return parent.isEmpty();
    }

    /** Returns a copy of these headers with this context in place of any other one. */
    public Headers in(Headers headers) {
        Headers copy = new RecordHeaders(headers);
        copy.remove(PARENT).remove(STATE);
        put(copy, PARENT, parent);
        put(copy, STATE, state);
        return copy;
    }

    /** Returns headers with this context alone. */
    public Headers headers() {
        return in(new RecordHeaders());
    }

    private static void put(Headers headers, String name, String value) {
        if (!value.isEmpty()) headers.add(name, value.getBytes(StandardCharsets.US_ASCII));
    }

    private static String value(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        boolean usable =
                header != null && header.value() != null && header.value().length <= LONGEST;
        return usable ? new String(header.value(), StandardCharsets.US_ASCII) : "";
    }
}
