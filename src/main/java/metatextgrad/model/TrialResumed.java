package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** A held trial goes on from what it has heard by then. */
public record TrialResumed(TrialId trial) implements TrialCommand {
    public TrialResumed {
        requireNonNull(trial, "trial is null");
    }
}
