package metatextgrad.decide;

import java.util.List;
import metatextgrad.model.event.Event;

/**
 * The whole behaviour of a service without state: every input gives one next request or one
 * terminal record per item, whether it succeeded or failed. A reaction is pure: an event that
 * arrives twice gives the same records twice.
 *
 * @param <I> the sealed type of the service's inputs
 */
public interface Reaction<I> extends Actor {
    InputTable<I> inputs();

    List<Event> react(I input);

    /** Reacts to an event. Returns nothing if the service does not read such events. */
    @Override
    default List<Event> handle(Event event) {
        return inputs().of(event).map(this::react).orElse(List.of());
    }
}
