package metatextgrad.wire.registry;

/**
 * The registry did not answer in time. The record may be sound: the caller stops and starts again,
 * and never skips the record.
 */
public final class RegistryUnavailable extends RuntimeException {
    public RegistryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
