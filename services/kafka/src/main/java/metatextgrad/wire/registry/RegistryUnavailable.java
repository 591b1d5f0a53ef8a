package metatextgrad.wire.registry;

/**
 * The registry did not answer in time. The record may be valid: the caller stops and restarts, and
 * never skips the record.
 */
public final class RegistryUnavailable extends RuntimeException {
    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
