package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import metatextgrad.model.RunId;

/** No request of this run waits for a budget any longer in this partition. */
public record RunReleased(RunId run, int partition) implements RunLimit {
    public RunReleased {
        requireNonNull(run, "run is null");
    }
}
