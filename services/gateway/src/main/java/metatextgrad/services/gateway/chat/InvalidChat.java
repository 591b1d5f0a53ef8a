package metatextgrad.services.gateway.chat;

import org.jspecify.annotations.Nullable;

/** Thrown for the body of a request that the client must change. The message is one line. */
public final class InvalidChat extends IllegalArgumentException {
    private final @Nullable String field;

    /**
     * @param field the field of the request at fault; null if it is the whole body
     */
    public InvalidChat(@Nullable String field, String message) {
        super(message);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }
}
