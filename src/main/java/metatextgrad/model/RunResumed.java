package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** An operator resumes a paused run. */
public record RunResumed(RunId run) implements RunCommand {
    public RunResumed {
        requireNonNull(run, "run is null");
    }
}
