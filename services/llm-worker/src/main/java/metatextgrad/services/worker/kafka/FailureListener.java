package metatextgrad.services.worker.kafka;

/** A listener that is called once, from any thread, if a part of the worker cannot continue. */
@FunctionalInterface
public interface FailureListener {
    void failed(Exception cause);
}
