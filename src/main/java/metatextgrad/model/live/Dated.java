package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.event.Event;

/** An event with a time that its sender states. A sender's clock can be wrong. */
public interface Dated {
    /** Returns the event at this time if it states a later one; else the same event. */
    Event notAfter(Instant time);
}
