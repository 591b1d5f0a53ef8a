package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.TrialId;

/**
 * Pauses a trial, because its run is paused. The trial keeps the events it receives, and does
 * nothing.
 */
public record TrialHeld(TrialId trial) implements TrialCommand {
    public TrialHeld {
        requireNonNull(trial, "trial is null");
    }
}
