package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** Somebody lets a paused run go on. */
public record RunResumed(RunId run) implements RunCommand {
    public RunResumed {
        requireNonNull(run, "run is null");
    }
}
