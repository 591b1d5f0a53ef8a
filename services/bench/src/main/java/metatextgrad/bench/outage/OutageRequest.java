package metatextgrad.bench.outage;

import org.jspecify.annotations.Nullable;

/**
 * A request of the load, once it has ended.
 *
 * @param id the request header {@link OutageProxy#ID}
 * @param due when it was due, as {@link System#nanoTime()} has it
 * @param micros from then to the last byte of the answer
 * @param problem why there is no whole answer by the served program; null if there is one
 */
record OutageRequest(String id, long due, long micros, @Nullable String problem) {
    boolean answered() {
        return problem == null;
    }
}
