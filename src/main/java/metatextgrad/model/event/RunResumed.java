package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.RunId;

/** An operator resumes a paused run. */
public record RunResumed(RunId run) implements RunCommand {
    public RunResumed {
        requireNonNull(run, "run is null");
    }
}
