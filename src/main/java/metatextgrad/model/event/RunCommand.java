package metatextgrad.model.event;

import metatextgrad.model.RunId;

/**
 * The commands of operators to a requested run. Each names who sent it and why; both may be empty.
 */
public sealed interface RunCommand extends RunSignal {
    RunId run();

    String reason();

    /** Returns who sent it, as the sender states it. */
    String by();

    @Override
    default String key() {
        return run().value();
    }

    /** An operator pauses a run. Its open trials send no further requests until it is resumed. */
    record RunPaused(RunId run, String reason, String by) implements RunCommand {
        public RunPaused(RunId run) {
            this(run, "", "");
        }
    }

    /** An operator resumes a paused run. */
    record RunResumed(RunId run, String reason, String by) implements RunCommand {
        public RunResumed(RunId run) {
            this(run, "", "");
        }
    }

    /**
     * An operator ends a run. The run sends no further requests and reports its best program so
     * far.
     */
    record RunCancelled(RunId run, String reason, String by) implements RunCommand {
        public RunCancelled(RunId run) {
            this(run, "", "");
        }
    }
}
