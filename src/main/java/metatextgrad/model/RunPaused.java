package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** An operator pauses a run. Its open trials send no further requests until it is resumed. */
public record RunPaused(RunId run) implements RunCommand {
    public RunPaused {
        requireNonNull(run, "run is null");
    }
}
