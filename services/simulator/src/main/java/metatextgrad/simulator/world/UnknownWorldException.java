package metatextgrad.simulator.world;

import org.jspecify.annotations.Nullable;

/** The world is unknown, or its file is invalid. The message is one line for the user. */
public final class UnknownWorldException extends RuntimeException {
    public UnknownWorldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
