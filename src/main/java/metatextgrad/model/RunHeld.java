package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * A limit holds asks of a run: its trials wait, and no deadline runs, until all of them are
 * released.
 */
public record RunHeld(RunId run, int partition, BlockReason reason) implements RunLimit {
    public RunHeld {
        requireNonNull(run, "run is null");
        requireNonNull(reason, "reason is null");
    }
}
