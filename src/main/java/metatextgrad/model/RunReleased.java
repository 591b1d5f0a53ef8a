package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** No ask of this run waits for a budget any more in this partition. */
public record RunReleased(RunId run, int partition) implements RunLimit {
    public RunReleased {
        requireNonNull(run, "run is null");
    }
}
