package metatextgrad.streams;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.TimedDecider;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.topics.Topics;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.TraceContext;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads rows, decides, stores rows and forwards events. It is the only processor with state. If a
 * key was silent until the deadline, a {@link TimedDecider} proposes what to do.
 */
final class DeciderProcessor extends ContextualProcessor<String, Event, String, Event> {
    private static final Logger LOG = LoggerFactory.getLogger(DeciderProcessor.class);

    private final String storeName;
    private final Decider<?> decider;
    private final ServiceContext serviceContext;
    private final String sinks;
    private final InactivityTimer silence;
    private final String verb;
    private @Nullable StoreRows rows;
    private @Nullable Cancellable ticks;
    private @Nullable ProcessorTraces traces;

    /**
     * @param verb name of its node
     * @param sinks the beginning of the names of its sinks; the name of a topic follows
     */
    DeciderProcessor(
            String verb,
            String storeName,
            Decider<?> decider,
            ServiceContext serviceContext,
            String sinks) {
        this.verb = verb;
        this.storeName = storeName;
        this.decider = decider;
        this.serviceContext = serviceContext;
        this.sinks = sinks;
        silence = new InactivityTimer(serviceContext.deadline());
    }

    @Override
    public void init(ProcessorContext<String, Event> context) {
        super.init(context);
        traces = new ProcessorTraces(serviceContext, context, verb);
        rows = new StoreRows(context.getStateStore(storeName));
        if (decider instanceof TimedDecider<?> timed) {
            timed.open(rows()).forEach(silence::restart);
            // A task that Kafka revives is initialised again, and its punctuators stay.
            close();
            ticks =
                    context.schedule(
                            InactivityTimer.TICK,
                            PunctuationType.WALL_CLOCK_TIME,
                            now -> tick(timed, now));
        }
    }

    @Override
    public void close() {
        if (ticks != null) ticks.cancel();
    }

    @Override
    public void process(Record<String, Event> record) {
        traces().record(record, cause -> handle(record, cause));
    }

    private SpanEnd handle(Record<String, Event> record, TraceContext cause) {
        Decision decision =
                Unprocessable.unless(dated(record), event -> decider.handle(rows(), event));
        // The event's own key: a foreign writer may have given the record another one, or none.
        if (decider instanceof TimedDecider<?>) silence.restart(record.value().key());
        return carryOut(decision, record.timestamp(), cause);
    }

    /** A time in the future would end what waits for a time. */
    private static Event dated(Record<String, Event> record) {
        return record.value() instanceof TaskJudged judged
                ? judged.notAfter(Instant.ofEpochMilli(record.timestamp()))
                : record.value();
    }

    private void tick(TimedDecider<?> timed, long now) {
        for (String key : silence.tick()) silent(timed, key, now);
    }

    /** A silence has no record, and so no dead letter: what fails there is reported, once. */
    private void silent(TimedDecider<?> timed, String key, long now) {
        try {
            traces().silence(
                            cause -> {
                                Decision decision =
                                        Unprocessable.unless(() -> timed.silent(rows(), key));
                                return carryOut(decision, now, cause);
                            });
        } catch (Unprocessable failure) {
            LOG.error("nothing follows the silence of {}: {}", key, failure.getMessage(), failure);
        }
    }

    private SpanEnd carryOut(Decision decision, long timestamp, TraceContext cause) {
        if (decision.rejected() != null) throw new Unprocessable(decision.rejected(), null);
        decision.changes().forEach(rows()::apply);
        decision.ignored().forEach(serviceContext.meters()::ignored);
        for (Event event : decision.outputs()) {
            serviceContext.meters().emitted(event);
            context()
                    .forward(
                            new Record<>(event.key(), event, timestamp, cause.headers()),
                            sinks + Topics.of(event).name());
        }
        return new SpanEnd.Decided(decision.outputs(), decision.ignored());
    }

    private StoreRows rows() {
        return requireNonNull(rows, "not initialised");
    }

    private ProcessorTraces traces() {
        return requireNonNull(traces, "not initialised");
    }
}
