package metatextgrad.decide;

import java.util.List;
import metatextgrad.model.event.Event;

/**
 * The result of one input: changes of the store, events to emit, and why an event was ignored. The
 * caller applies all of it in one transaction.
 */
public record Decision(List<Change> changes, List<Event> outputs, List<IgnoreReason> ignored) {
    public static final Decision NOTHING = new Decision(List.of(), List.of(), List.of());

    public Decision {
        changes = List.copyOf(changes);
        outputs = List.copyOf(outputs);
        ignored = List.copyOf(ignored);
    }

    public static Decision ignored(IgnoreReason reason) {
        return new Decision(List.of(), List.of(), List.of(reason));
    }
}
