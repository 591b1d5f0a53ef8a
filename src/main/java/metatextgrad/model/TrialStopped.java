package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** Nobody waits for a trial any more, since its run is over: it ends without a score. */
public record TrialStopped(TrialId trial) implements TrialCommand {
    public TrialStopped {
        requireNonNull(trial, "trial is null");
    }
}
