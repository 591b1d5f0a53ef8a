package metatextgrad.streams;

import java.util.function.Function;
import metatextgrad.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A readable record that cannot be handled: it has no value, it contradicts an earlier record, or
 * our own code fails on it. It would fail at every restart, so it must not stop the service
 * forever. Exceptions of the platform (store, broker, registry) are not wrapped and pass through.
 */
final class Unprocessable extends RuntimeException {
    Unprocessable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Decides on an event. Nothing is stored or forwarded in here, so a failure has no partial
     * effect.
     */
    static <T> T unless(@Nullable Event event, Function<Event, T> decide) {
        if (event == null) throw new Unprocessable("the record has no value", null);
        try {
            return decide.apply(event);
        } catch (IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | ClassCastException failure) {
            throw new Unprocessable("it cannot be processed: " + failure, failure);
        }
    }
}
