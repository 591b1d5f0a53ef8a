package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.Snapshot;

/**
 * A window, or tasks for a contest, as intake drew them. The first one with its name is final.
 *
 * @param arrived of a window: number of tasks that arrived for it; else 0
 * @param at time of the last task that arrived before
 */
public record SetClosed(Snapshot snapshot, int arrived, Instant at) implements Event {
    public String set() {
        return snapshot.spec().set();
    }

    @Override
    public String key() {
        return snapshot.key();
    }
}
