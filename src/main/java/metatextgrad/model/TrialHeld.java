package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** A trial of a paused run: what it hears is kept, and it does nothing. */
public record TrialHeld(TrialId trial) implements TrialCommand {
    public TrialHeld {
        requireNonNull(trial, "trial is null");
    }
}
