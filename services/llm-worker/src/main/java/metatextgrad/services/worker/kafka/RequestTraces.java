package metatextgrad.services.worker.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestId;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;
import metatextgrad.trace.Tracing;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The spans of open requests, from the poll to the committed answer. They are kept beside the
 * scheduler, by request id, so that no decision depends on them. Thread-safe.
 */
public final class RequestTraces {
    /** Beyond it the oldest is dropped: a request that another worker answers ends nowhere here. */
    private static final int CAPACITY = 10_000;

    private final Tracing tracing;
    private final String group;
    private final Map<RequestId, TraceSpan> open = new LinkedHashMap<>();

    /**
     * @param group the consumer group of the worker
     */
    public RequestTraces(Tracing tracing, String group) {
        this.tracing = tracing;
        this.group = group;
    }

    /** Starts the span of a request that was read from this record. */
    void read(ConsumerRecord<byte[], byte[]> record, LlmRequest request) {
        SpanStart start =
                new SpanStart.RecordRead(
                        WorkerSettings.NAME,
                        group,
                        record.topic(),
                        record.partition(),
                        record.offset());
        TraceSpan span = tracing.start(start, TraceContext.of(record.headers()));
        if (span.context().isEmpty()) return;
        synchronized (open) {
            open.put(request.requestId(), span);
            if (open.size() > CAPACITY) open.remove(open.keySet().iterator().next());
        }
    }

    /** Starts the span of an attempt. */
    public TraceSpan call(LlmRequest request) {
        return tracing.start(new SpanStart.ModelCalled(request), of(request.requestId()));
    }

    /** Returns the context for the answer of a request. */
    TraceContext of(RequestId request) {
        synchronized (open) {
            TraceSpan span = open.get(request);
            return span == null ? TraceContext.NONE : span.context();
        }
    }

    /** Ends the span of a request whose answer is committed. */
    void answered(LlmResponse answer) {
        end(answer.requestId(), new SpanEnd.RequestEnded(answer));
    }

    /** Ends the span of a request that is parked. */
    void parked(LlmRequest request) {
        end(request.requestId(), new SpanEnd.RequestParked());
    }

    private void end(RequestId request, SpanEnd end) {
        TraceSpan span;
        synchronized (open) {
            span = open.remove(request);
        }
        if (span != null) span.end(end);
    }
}
