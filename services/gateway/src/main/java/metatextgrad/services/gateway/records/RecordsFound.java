package metatextgrad.services.gateway.records;

import java.util.List;
import java.util.stream.Stream;
import metatextgrad.model.event.Event;

/**
 * What a query has found.
 *
 * @param records by topic and partition in their order
 * @param isWhole false if older records were not read, since there were too many
 */
public record RecordsFound(List<PlacedEvent> records, boolean isWhole) {
    public RecordsFound {
        records = List.copyOf(records);
    }

    /** Returns the events of a type. */
    public <E extends Event> Stream<E> events(Class<E> type) {
        return records.stream().map(PlacedEvent::event).filter(type::isInstance).map(type::cast);
    }
}
