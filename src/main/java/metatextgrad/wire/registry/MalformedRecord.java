package metatextgrad.wire.registry;

/** Bytes that are no record of ours, and will not become one by trying again. */
public final class MalformedRecord extends RuntimeException {
    public MalformedRecord(String message) {
        super(message);
    }

    public MalformedRecord(String message, Throwable cause) {
        super(message, cause);
    }
}
