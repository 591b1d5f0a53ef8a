package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.TrialId;

/** Resumes a paused trial. It continues with the events it has received meanwhile. */
public record TrialResumed(TrialId trial) implements TrialCommand {
    public TrialResumed {
        requireNonNull(trial, "trial is null");
    }
}
