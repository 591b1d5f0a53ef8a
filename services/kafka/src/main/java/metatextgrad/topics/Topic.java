package metatextgrad.topics;

import java.util.List;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;

/**
 * A topic: its events, its retention, and who may write it.
 *
 * @param name without the prefix
 * @param writers names of services, or {@code mtg} for the command line, or {@code applications}
 */
public record Topic(
        String name, Kept kept, List<Class<? extends Event>> events, List<String> writers) {
    /** How long records stay (RELIABILITY §6.1). */
    public enum Kept {
        /** All records stay for one configurable time, the same for all topics. */
        LOG,
        /** The last record of each key stays. */
        TABLE,
        /** The last record of each key stays, but at most ten days longer than the logs. */
        LEDGER
    }

    public Topic {
        events = List.copyOf(events);
        writers = List.copyOf(writers);
    }

    /** Returns the name on a cluster: the prefix of these settings, then the name. */
    public String in(Settings settings) {
        return settings.prefix() + name;
    }
}
