package metatextgrad.model;

/** What a run tells its open trials to do. They obey at once, also before they have begun. */
public sealed interface TrialCommand extends TrialSignal
        permits TrialHeld, TrialResumed, TrialStopped {
    TrialId trial();

    @Override
    default String key() {
        return trial().value();
    }
}
