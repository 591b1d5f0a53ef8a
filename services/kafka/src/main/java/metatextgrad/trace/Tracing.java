package metatextgrad.trace;

/**
 * Makes spans. Spans describe what happened and decide nothing: a service emits the same events
 * with and without them. Thread-safe.
 */
@FunctionalInterface
public interface Tracing extends AutoCloseable {
    /** Makes no spans, and passes contexts on. */
    Tracing OFF = (start, parent) -> new PassingSpan(parent);

    /**
     * Starts a span. It never fails because of the trace.
     *
     * @param parent the context of what caused it; {@link TraceContext#NONE} begins a trace
     */
    TraceSpan start(SpanStart start, TraceContext parent);

    /** Sends the spans that have ended. */
    @Override
    default void close() {}
}
