package metatextgrad.simulator.world;

import org.jspecify.annotations.Nullable;

/** There is no such world, or its file is wrong. The message is one line for the user. */
public final class UnknownWorldException extends RuntimeException {
    public UnknownWorldException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
