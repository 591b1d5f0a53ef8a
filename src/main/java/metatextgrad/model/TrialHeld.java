package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * Pauses a trial, because its run is paused. The trial keeps the events it receives, and does
 * nothing.
 */
public record TrialHeld(TrialId trial) implements TrialCommand {
    public TrialHeld {
        requireNonNull(trial, "trial is null");
    }
}
