package metatextgrad.streams;

import java.util.function.Function;
import metatextgrad.model.Event;
import org.jspecify.annotations.Nullable;

/**
 * A record that can be read but not dealt with: without a value, or one our own code fails on. It
 * would fail at every restart, so it must not stop the service for ever. What the platform throws
 * (store, broker, registry) is none of this and passes through.
 */
final class Unprocessable extends RuntimeException {
    private Unprocessable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * What becomes of an event; nothing is stored or forwarded in here, so nothing is half done.
     */
    static <T> T unless(@Nullable Event event, Function<Event, T> decide) {
        if (event == null) throw new Unprocessable("the record has no value", null);
        try {
            return decide.apply(event);
        } catch (IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | ClassCastException failure) {
            throw new Unprocessable("it cannot be dealt with: " + failure, failure);
        }
    }
}
