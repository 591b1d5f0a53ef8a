package metatextgrad.model.event;

import metatextgrad.model.RunId;

/** The commands of operators to a requested run. */
public sealed interface RunCommand extends RunSignal {
    RunId run();

    @Override
    default String key() {
        return run().value();
    }

    /** An operator pauses a run. Its open trials send no further requests until it is resumed. */
    record RunPaused(RunId run) implements RunCommand {}

    /** An operator resumes a paused run. */
    record RunResumed(RunId run) implements RunCommand {}

    /**
     * An operator ends a run. The run sends no further requests and reports its best program so
     * far.
     */
    record RunCancelled(RunId run) implements RunCommand {}
}
