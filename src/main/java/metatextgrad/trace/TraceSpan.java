package metatextgrad.trace;

/** One step of a trace. Thread-safe. */
public interface TraceSpan {
    /** Returns the context for what this step causes. */
    TraceContext context();

    /** Ends the span. Only the first end counts. */
    void end(SpanEnd end);
}
