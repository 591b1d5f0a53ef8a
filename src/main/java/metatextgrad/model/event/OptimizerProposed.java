package metatextgrad.model.event;

import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;

/**
 * A user submits an optimizer to an open run. The run checks it like a model's proposal, tries it
 * after the prompt phases, and answers. A later one waits for the project's next run.
 */
public record OptimizerProposed(RunId run, OptimizerSpec spec) implements RunSignal {

    @Override
    public String key() {
        return run.value();
    }
}
