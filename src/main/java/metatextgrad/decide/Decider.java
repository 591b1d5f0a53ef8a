package metatextgrad.decide;

import metatextgrad.model.event.Event;

/**
 * The whole behaviour of a service with state: which rows to keep and which events to emit, given
 * the kept rows and one input. A decider is pure: it uses no clock, no randomness and no network.
 * It must accept every event twice, and in any order relative to events of other topics.
 *
 * @param <I> the sealed type of the service's inputs
 */
public interface Decider<I> {
    InputTable<I> inputs();

    Decision decide(Rows rows, I input);

    /** Decides on an event. Returns an empty decision if the service does not read such events. */
    default Decision handle(Rows rows, Event event) {
        return inputs().of(event).map(input -> decide(rows, input)).orElse(Decision.NOTHING);
    }
}
