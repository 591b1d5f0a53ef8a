package metatextgrad.decide;

import java.util.List;
import metatextgrad.model.Event;

/**
 * The whole behaviour of a service without state: every input gives one next request or one
 * terminal record per item, whatever failed. Pure: an event that comes twice gives the same records
 * twice.
 *
 * @param <I> the sealed type of what the service reads
 */
public interface Reaction<I> extends Actor {
    InputTable<I> inputs();

    List<Event> react(I input);

    /** Reacts to an event. Nothing follows from one that the service does not read. */
    @Override
    default List<Event> handle(Event event) {
        return inputs().of(event).map(this::react).orElse(List.of());
    }
}
