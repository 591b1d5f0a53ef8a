package metatextgrad.services.gateway.records;

import java.time.Instant;
import java.util.Comparator;
import metatextgrad.model.event.Event;
import metatextgrad.services.gateway.views.FeedPosition.Place;

/**
 * An event, and where it is.
 *
 * @param at time of its record
 * @param place topic, without the prefix of the installation, and partition
 */
public record PlacedEvent(Event event, Instant at, Place place, long offset) {
    /** By topic, partition and offset. */
    public static final Comparator<PlacedEvent> ORDER =
            Comparator.comparing(PlacedEvent::place).thenComparingLong(PlacedEvent::offset);
}
