package metatextgrad.model.event;

import metatextgrad.model.Trail;

/**
 * An event that starts a trial and is kept as its plan: an optimizer to try, or a single
 * evaluation.
 */
public sealed interface TrialStart extends Event permits OptimizerToTry, Evaluation {
    Trail trail();

    @Override
    default String key() {
        return trail().trial().value();
    }
}
