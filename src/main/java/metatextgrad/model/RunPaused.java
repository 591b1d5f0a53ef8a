package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** Somebody pauses a run: its open trials ask for nothing more until it is resumed. */
public record RunPaused(RunId run) implements RunCommand {
    public RunPaused {
        requireNonNull(run, "run is null");
    }
}
