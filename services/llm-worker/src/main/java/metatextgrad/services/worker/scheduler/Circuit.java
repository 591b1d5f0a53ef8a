package metatextgrad.services.worker.scheduler;

/** The state of a circuit. */
sealed interface Circuit {
    /**
     * Closed: calls are sent.
     *
     * @param failures calls that failed one after another
     */
    record Closed(int failures) implements Circuit {}

    /** Open: calls wait. */
    record Open(String reason) implements Circuit {}

    /** Half-open: calls wait and a probe is in flight. */
    record Probing(String reason, InFlightCall probe) implements Circuit {}
}
