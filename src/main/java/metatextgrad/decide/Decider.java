package metatextgrad.decide;

import metatextgrad.model.Event;

/**
 * The whole behaviour of a service with state: what to keep and what to emit, given the rows it
 * kept and one input. Pure: no clock, no randomness, no network. Every event may come twice and in
 * any order relative to events of other topics.
 *
 * @param <I> the sealed type of what the service reads
 */
public interface Decider<I> {
    InputTable<I> inputs();

    Decision decide(Rows rows, I input);

    /** Decides on an event. Nothing follows from one that the service does not read. */
    default Decision handle(Rows rows, Event event) {
        return inputs().of(event).map(input -> decide(rows, input)).orElse(Decision.NOTHING);
    }
}
