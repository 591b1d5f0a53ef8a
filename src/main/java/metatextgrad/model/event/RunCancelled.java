package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.RunId;

/**
 * An operator ends a run. The run sends no further requests and reports its best program so far.
 */
public record RunCancelled(RunId run) implements RunCommand {
    public RunCancelled {
        requireNonNull(run, "run is null");
    }
}
