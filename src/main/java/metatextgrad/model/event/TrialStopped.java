package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.TrialId;

/** Stops a trial because its run has ended: it ends without a score. */
public record TrialStopped(TrialId trial) implements TrialCommand {
    public TrialStopped {
        requireNonNull(trial, "trial is null");
    }
}
