package metatextgrad.streams;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.decide.Reaction;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topics;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.TraceContext;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Forwards a reaction's records to their topics with the headers and time of their input. */
final class ReactionProcessor extends ContextualProcessor<String, Event, String, Event> {
    private final String verb;
    private final Reaction<?> reaction;
    private final ServiceContext serviceContext;
    private final String sinks;
    private @Nullable ProcessorTraces traces;

    /**
     * @param verb name of its node
     * @param sinks the beginning of the names of its sinks; the name of a topic follows
     */
    ReactionProcessor(
            String verb, Reaction<?> reaction, ServiceContext serviceContext, String sinks) {
        this.verb = verb;
        this.reaction = reaction;
        this.serviceContext = serviceContext;
        this.sinks = sinks;
    }

    @Override
    public void init(ProcessorContext<String, Event> context) {
        super.init(context);
        traces = new ProcessorTraces(serviceContext, context, verb);
    }

    @Override
    public void process(Record<String, Event> record) {
        requireNonNull(traces, "not initialised").record(record, cause -> react(record, cause));
    }

    private SpanEnd react(Record<String, Event> record, TraceContext cause) {
        List<Event> outputs = Unprocessable.unless(record.value(), reaction::handle);
        for (Event event : outputs) {
            serviceContext.meters().emitted(event);
            context()
                    .forward(
                            new Record<>(
                                    event.key(),
                                    event,
                                    record.timestamp(),
                                    cause.in(record.headers())),
                            sinks + Topics.of(event).name());
        }
        return new SpanEnd.Decided(outputs, List.of());
    }
}
