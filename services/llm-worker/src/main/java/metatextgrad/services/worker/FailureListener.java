package metatextgrad.services.worker;

/** Is notified once, from any thread, when a part of the worker cannot go on. */
@FunctionalInterface
interface FailureListener {
    void failed(Exception cause);
}
