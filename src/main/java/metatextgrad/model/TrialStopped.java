package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** A trial of a cancelled run is over, without a score. */
public record TrialStopped(TrialId trial) implements TrialCommand {
    public TrialStopped {
        requireNonNull(trial, "trial is null");
    }
}
