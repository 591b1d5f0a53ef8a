package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** Somebody ends a run: nothing more is asked, and its best so far is reported. */
public record RunCancelled(RunId run) implements RunCommand {
    public RunCancelled {
        requireNonNull(run, "run is null");
    }
}
