package metatextgrad.streams;

import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;
import metatextgrad.trace.Tracing;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The spans of one processor: one per record, with one for the decision about it. One thread. */
public final class ProcessorTraces {
    private final Tracing tracing;
    private final ProcessingContext context;
    private final String service;
    private final String verb;

    /** Work inside a span. */
    @FunctionalInterface
    public interface Work {
        /**
         * @param cause the context for the records that it forwards
         */
        SpanEnd in(TraceContext cause);
    }

    /**
     * @param verb name of the node
     */
    public ProcessorTraces(ServiceContext serviceContext, ProcessingContext context, String verb) {
        tracing = serviceContext.tracing();
        this.context = context;
        this.verb = verb;
        String group = context.applicationId();
        String prefix = serviceContext.prefix();
        service = group.startsWith(prefix) ? group.substring(prefix.length()) : group;
    }

    /** Does the work for a record, within the trace of the record. */
    public void record(Record<?, ?> record, Work work) {
        TraceSpan read = tracing.start(read(), TraceContext.of(record.headers()));
        String type = record.value() == null ? "none" : record.value().getClass().getSimpleName();
        run(
                read,
                cause -> {
                    decision(type, cause, work);
                    return new SpanEnd.Done();
                });
    }

    /** Does work that no record causes, in a trace of its own. */
    public void silence(Work work) {
        decision(SpanStart.DecisionMade.SILENCE, TraceContext.NONE, work);
    }

    private void decision(String event, TraceContext cause, Work work) {
        run(tracing.start(new SpanStart.DecisionMade(service, verb, event), cause), work);
    }

    private static void run(TraceSpan span, Work work) {
        try {
            span.end(work.in(span.context()));
        } catch (RuntimeException e) {
            span.end(SpanEnd.Failed.of(e));
            throw e;
        }
    }

    private SpanStart read() {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        return new SpanStart.RecordRead(
                service, context.applicationId(), at.topic(), at.partition(), at.offset());
    }
}
