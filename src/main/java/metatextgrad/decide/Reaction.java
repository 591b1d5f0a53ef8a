package metatextgrad.decide;

import java.util.List;
import metatextgrad.model.Event;

/**
 * The whole behaviour of a service without state: every input gives one next ask or one terminal
 * record per item, whatever failed. Pure: an event that comes twice gives the same records twice.
 */
public interface Reaction {
    List<Event> react(Event event);
}
