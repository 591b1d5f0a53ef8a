package metatextgrad.model;

/** What people do to a run that was asked for. */
public sealed interface RunCommand extends RunSignal permits RunPaused, RunResumed, RunCancelled {
    RunId run();

    @Override
    default String key() {
        return run().value();
    }
}
