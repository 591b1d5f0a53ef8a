package metatextgrad.streams;

import java.util.function.Function;
import java.util.function.Supplier;
import metatextgrad.model.Causes;
import metatextgrad.model.event.Event;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * A readable record that cannot be handled: it has no value, it contradicts an earlier record, or
 * our own code or a plug-in fails on it, in any way. It would fail at every restart, so it must not
 * stop the service forever. Exceptions of the platform (store, broker, registry) are not wrapped
 * and pass through.
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
        return unless(() -> decide.apply(event));
    }

    /** The same without a record. */
    static <T> T unless(Supplier<T> decide) {
        try {
            return decide.get();
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError failure) {
            if (failure instanceof RuntimeException platform && isOfPlatform(platform))
                throw platform;
            throw new Unprocessable("it cannot be processed: " + failure, failure);
        }
    }

    /** A row that cannot be read is a damaged store, and no fault of the record. */
    private static boolean isOfPlatform(RuntimeException failure) {
        return Causes.of(failure)
                .anyMatch(
                        cause ->
                                cause instanceof KafkaException
                                        || cause instanceof RegistryUnavailable
                                        || cause instanceof MalformedRecord);
    }
}
