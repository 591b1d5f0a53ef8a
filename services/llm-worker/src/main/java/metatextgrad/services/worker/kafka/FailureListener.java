package metatextgrad.services.worker.kafka;

/** Is notified once, from any thread, when a part of the worker cannot continue. */
@FunctionalInterface
public interface FailureListener {
    void failed(Exception cause);
}
