package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.RunId;

/** An operator pauses a run. Its open trials send no further requests until it is resumed. */
public record RunPaused(RunId run) implements RunCommand {
    public RunPaused {
        requireNonNull(run, "run is null");
    }
}
