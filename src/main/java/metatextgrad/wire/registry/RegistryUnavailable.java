package metatextgrad.wire.registry;

/**
 * The registry did not answer for as long as we wait. The record may be sound: whoever catches this
 * stops and starts again, and never sets the record aside.
 */
public final class RegistryUnavailable extends RuntimeException {
    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
