package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/**
 * Somebody hands an optimizer in to an open run. It is checked like a model's proposal, tried after
 * the prompt phases, and answered; what comes later waits for the project's next run.
 */
public record OptimizerProposed(RunId run, OptimizerSpec spec) implements RunSignal {
    public OptimizerProposed {
        requireNonNull(run, "run is null");
        requireNonNull(spec, "spec is null");
    }

    @Override
    public String key() {
        return run.value();
    }
}
