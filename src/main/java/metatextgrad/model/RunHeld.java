package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * A limit holds asks of a run: its trials wait, and no deadline runs, until all of them are
 * released.
 *
 * @param reason the limit, in one line
 */
public record RunHeld(RunId run, int partition, String reason) implements RunLimit {
    public RunHeld {
        requireNonNull(run, "run is null");
        reason = Text.nonBlank(reason, "reason");
    }
}
