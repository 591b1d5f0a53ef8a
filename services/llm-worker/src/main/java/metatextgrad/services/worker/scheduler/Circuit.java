package metatextgrad.services.worker.scheduler;

/** Whether calls may leave. */
sealed interface Circuit {
    /**
     * Calls leave.
     *
     * @param failures calls that failed one after another
     */
    record Closed(int failures) implements Circuit {}

    /** Calls wait, and none is out to find out whether the outage is over. */
    record Open(String reason) implements Circuit {}

    /** Calls wait, and one is out to find out whether the outage is over. */
    record Probing(String reason, InFlightCall probe) implements Circuit {}
}
