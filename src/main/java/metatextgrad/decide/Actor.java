package metatextgrad.decide;

import java.util.List;
import metatextgrad.model.event.Event;

/** A service in memory: its decider or reaction, together with its rows. Not thread-safe. */
public interface Actor {
    /** Handles this event and returns the events that follow from it. */
    List<Event> handle(Event event);

    static Actor of(Decider<?> decider) {
        MemoryRows rows = new MemoryRows();
        return event -> {
            Decision decision = decider.handle(rows, event);
            rows.apply(decision);
            return decision.outputs();
        };
    }
}
