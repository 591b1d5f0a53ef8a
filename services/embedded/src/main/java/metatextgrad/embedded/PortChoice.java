package metatextgrad.embedded;

import metatextgrad.process.Ports;
import org.jspecify.annotations.Nullable;

/**
 * Ports of an all-in-one for clients; 0 for any free one.
 *
 * @param pages port of health and metrics; null for none
 * @param host address on which these pages answer
 */
record PortChoice(int kafka, int registry, @Nullable Integer pages, String host) {
    static final PortChoice ANY = new PortChoice(0, 0, null);

    /** Pages that answer this machine alone. */
    PortChoice(int kafka, int registry, @Nullable Integer pages) {
        this(kafka, registry, pages, Ports.HOST);
    }
}
