package metatextgrad.model.event;

import java.time.Instant;
import metatextgrad.model.Serial;
import metatextgrad.model.Text;

/**
 * Whether the calls of a model can be sent, as one worker sees it. The worker writes a row only if
 * that changes, in the lowest partition of the ledger that it owns. So all workers together have
 * one row per worker, and a new owner of a partition corrects the row of the former one.
 *
 * @param model its name, or {@link #ALL} for every model of the server
 * @param reason from the server or the network, in one line; empty unless calls are blocked
 * @param since when this status began
 * @param calls the most calls that the worker sends per second; 0 unless the server limits them
 * @param tokens the most tokens per second; 0 unless the server limits them
 */
public record ModelState(
        String model,
        int partition,
        Status status,
        String reason,
        Instant since,
        double calls,
        double tokens,
        Serial serial)
        implements Event {
    /** All models of a server: its address, the key or the quota is wrong. */
    public static final String ALL = "*";

    /** Whether calls can be sent. */
    public enum Status {
        USABLE,
        /** The server refused calls with 429, or calls wait for a limit that it reported. */
        THROTTLED,
        /** The address, the key or the quota is wrong. */
        UNUSABLE,
        /** The server does not know the model. */
        UNKNOWN_MODEL,
        /** The server is unreachable, or it only fails. */
        FAILING,
        /** The server refuses every call with 429. */
        REFUSING;

        /** Returns whether no call is served. */
        public boolean blocked() {
            return switch (this) {
                case USABLE, THROTTLED -> false;
                case UNUSABLE, UNKNOWN_MODEL, FAILING, REFUSING -> true;
            };
        }
    }

    public ModelState {
        model = Text.nonBlank(model, "model");
    }

    /** The key contains the partition, so that compaction keeps one row of each worker. */
    @Override
    public String key() {
        return model + "/" + partition;
    }
}
