package metatextgrad.decide;

import java.util.List;
import metatextgrad.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The result of one input: changes of the store, events to emit, and why an event was ignored. The
 * caller applies all of it in one transaction.
 *
 * @param rejected why the input becomes a dead letter; null if it does not
 */
public record Decision(
        List<Change> changes,
        List<Event> outputs,
        List<IgnoreReason> ignored,
        @Nullable String rejected) {
    public static final Decision NOTHING = new Decision(List.of(), List.of(), List.of(), null);

    public Decision {
        changes = List.copyOf(changes);
        outputs = List.copyOf(outputs);
        ignored = List.copyOf(ignored);
    }

    public static Decision ignored(IgnoreReason reason) {
        return new Decision(List.of(), List.of(), List.of(reason), null);
    }

    /** Rejects the input: it contradicts an earlier one. */
    public static Decision rejected(String reason) {
        return new Decision(List.of(), List.of(), List.of(), reason);
    }
}
