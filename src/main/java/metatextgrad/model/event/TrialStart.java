package metatextgrad.model.event;

import metatextgrad.model.StepRef;

/**
 * An event that starts a trial and is kept as its plan: an optimizer to try, or a single
 * evaluation.
 */
public sealed interface TrialStart extends Event permits OptimizerToTry, EvaluationRequested {
    StepRef stepRef();

    @Override
    default String key() {
        return stepRef().trial().value();
    }
}
