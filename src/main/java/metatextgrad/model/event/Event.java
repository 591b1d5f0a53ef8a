package metatextgrad.model.event;

import metatextgrad.model.Row;

/**
 * A fact that travels on a topic. Immutable. Two events with equal content are the same event, and
 * every reader treats the second as a duplicate. A service may keep an event as a row until it
 * needs it.
 */
public interface Event extends Row {
    /** The key of the record. Of a table the last record of each key stays. */
    String key();

    /**
     * What decides the partition of the record: records with different keys may be in one order.
     */
    default String partitionKey() {
        return key();
    }
}
