package metatextgrad.model.event;

import metatextgrad.model.TrialId;

/**
 * A command of a run to its open trials. A trial follows it at once, even before its first step.
 */
public sealed interface TrialCommand extends TrialSignal
        permits TrialHeld, TrialResumed, TrialStopped {
    TrialId trial();

    @Override
    default String key() {
        return trial().value();
    }
}
