package metatextgrad.model;

/** The commands of operators to a requested run. */
public sealed interface RunCommand extends RunSignal permits RunPaused, RunResumed, RunCancelled {
    RunId run();

    @Override
    default String key() {
        return run().value();
    }
}
