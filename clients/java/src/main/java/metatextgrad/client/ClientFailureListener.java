package metatextgrad.client;

/**
 * Receives each failure of the client, on one of its threads. It must be thread-safe and return
 * soon. The client logs what it throws.
 */
@FunctionalInterface
public interface ClientFailureListener {
    /**
     * @param message what does not work and why, in one line
     */
    void failed(String message, Throwable cause);
}
