package metatextgrad.streams;

import metatextgrad.decide.Reaction;
import metatextgrad.model.event.Event;
import metatextgrad.ops.LoopMeters;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards a reaction's records to their topics with the headers and time of their input. */
final class ReactionProcessor extends ContextualProcessor<String, Event, String, Event> {
    private final Reaction<?> reaction;
    private final LoopMeters meters;
    private final String sinks;

    ReactionProcessor(Reaction<?> reaction, LoopMeters meters, String sinks) {
        this.reaction = reaction;
        this.meters = meters;
        this.sinks = sinks;
    }

    @Override
    public void process(Record<String, Event> record) {
        for (Event event : Unprocessable.unless(record.value(), reaction::handle)) {
            meters.emitted(event);
            context()
                    .forward(
                            record.withKey(event.key()).withValue(event),
                            sinks + Topics.of(event).name());
        }
    }
}
