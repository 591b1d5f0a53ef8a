package metatextgrad.trace;

/** One step of a trace. Thread-safe. */
public interface TraceSpan {
    /** Returns the context for what this step causes. */
    TraceContext context();

    /** Whether the span is sent, so that it is worth a description. */
    boolean recording();

    /** Ends the span. Only the first end counts. */
    void end(SpanEnd end);
}
