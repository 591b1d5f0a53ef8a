package metatextgrad.model.event;

import metatextgrad.model.RunId;

/** The commands of operators to a requested run. */
public sealed interface RunCommand extends RunSignal permits RunPaused, RunResumed, RunCancelled {
    RunId run();

    @Override
    default String key() {
        return run().value();
    }
}
