package metatextgrad.wire.registry;

/** Bytes that cannot be decoded; retrying does not help. */
public final class MalformedRecord extends RuntimeException {
    public MalformedRecord(String message) {
        super(message);
    }

    public MalformedRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
