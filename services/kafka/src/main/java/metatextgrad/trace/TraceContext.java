package metatextgrad.trace;

import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

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

    /**
     * Returns the context that these headers of a request over HTTP state; {@link #NONE} if they
     * state none.
     *
     * @param parent null if it is not there once
     * @param state null if it is not there
     */
    public static TraceContext of(@Nullable String parent, @Nullable String state) {
        if (parent == null || parent.isEmpty() || !usable(parent)) return NONE;
        return new TraceContext(parent, state != null && usable(state) ? state : "");
    }

    private static boolean usable(String value) {
        return value.length() <= LONGEST && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    public boolean isEmpty() {
        return parent.isEmpty();
    }

    /** Returns a copy of these headers with this context in place of any other one. */
    public Headers in(Headers headers) {
        Headers copy = new RecordHeaders(headers);
        copy.remove(PARENT).remove(STATE);
        forEach((name, value) -> copy.add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return copy;
    }

    /** Returns headers with this context alone. */
    public Headers headers() {
        return in(new RecordHeaders());
    }

    /** Passes the name and value of each header that this context has. */
    public void forEach(BiConsumer<String, String> header) {
        if (!parent.isEmpty()) header.accept(PARENT, parent);
        if (!state.isEmpty()) header.accept(STATE, state);
    }

    /** Whether a header, in any case of letters, belongs to a context. */
    public static boolean isHeader(String name) {
        return name.equalsIgnoreCase(PARENT) || name.equalsIgnoreCase(STATE);
    }

    private static String value(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        boolean usable =
                header != null && header.value() != null && header.value().length <= LONGEST;
        return usable ? new String(header.value(), StandardCharsets.US_ASCII) : "";
    }
}
