package metatextgrad.decide;

import java.util.List;
import metatextgrad.model.Event;

/**
 * A decider or reaction together with what it keeps: hears one event, says others. Not thread-safe.
 */
public interface Actor {
    List<Event> handle(Event event);

    static Actor of(Reaction reaction) {
        return reaction::react;
    }

    static Actor of(Decider decider) {
        MemoryRows rows = new MemoryRows();
        return event -> {
            Decision decision = decider.decide(rows, event);
            rows.apply(decision);
            return decision.outputs();
        };
    }
}
