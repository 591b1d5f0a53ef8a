package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.RunId;

/**
 * A budget limit blocks requests of a run. Its trials wait, and no deadline runs, until all these
 * requests are released.
 */
public record RunHeld(RunId run, int partition, BlockReason reason) implements RunLimit {
    public RunHeld {
        requireNonNull(run, "run is null");
        requireNonNull(reason, "reason is null");
    }
}
