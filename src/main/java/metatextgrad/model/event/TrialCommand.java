package metatextgrad.model.event;

import metatextgrad.model.TrialId;

/**
 * A command of a run to its open trials. A trial follows it at once, even before its first step.
 */
public sealed interface TrialCommand extends TrialSignal {
    TrialId trial();

    @Override
    default String key() {
        return trial().value();
    }

    /**
     * Pauses a trial, because its run is paused. The trial keeps the events it receives, and does
     * nothing.
     */
    record TrialPaused(TrialId trial) implements TrialCommand {}

    /** Resumes a paused trial. It continues with the events it has received meanwhile. */
    record TrialResumed(TrialId trial) implements TrialCommand {}

    /** Stops a trial because its run has ended: it ends without a score. */
    record TrialStopped(TrialId trial) implements TrialCommand {}
}
