package metatextgrad.services.gateway.traffic;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Whether too much waits to take more from applications. Without a limit, an outage of the models
 * would let work grow in Kafka until its records expire. Thread-safe.
 *
 * @param lags what waits in Kafka
 * @param writes room for records on their way to Kafka
 */
public record Backlog(Supplier<Lags> lags, Semaphore writes) {
    /** Records of applications that intake has not read, and model calls without an answer. */
    static final long MAX_RECORDS = 100_000;

    /** Records that wait for Kafka at the same time. */
    static final int MAX_WRITES = 1_000;

    /**
     * What waits in Kafka.
     *
     * @param intake records of applications that intake has not read
     * @param calls requests that llm-worker has not answered
     */
    public record Lags(long intake, long calls) {
        /** Nothing waits, or it is not known. */
        public static final Lags NONE = new Lags(0, 0);
    }

    /** Returns the room of a gateway. */
    public static Backlog of(Supplier<Lags> lags) {
        return new Backlog(lags, new Semaphore(MAX_WRITES));
    }

    /** Returns what waits too long, in one line; empty if nothing does. */
    public Optional<String> full() {
        Lags now = lags.get();
        if (now.intake >= MAX_RECORDS)
            return Optional.of("%d records wait for intake".formatted(now.intake));
        return now.calls >= MAX_RECORDS
                ? Optional.of("%d model calls wait for llm-worker".formatted(now.calls))
                : Optional.empty();
    }
}
