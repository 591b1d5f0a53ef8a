package metatextgrad.experiments;

import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.RunRequested;

/** Executes the runs of one seed, in memory or on Kafka. Used by one thread. */
public interface ExperimentEnvironment {
    /**
     * Executes a run to its end.
     *
     * @throws IllegalStateException if the run does not end
     */
    RunTrace run(RunRequested request);

    /** Executes one trial of an optimizer to its end, without a run; throws the same exceptions. */
    RunTrace trial(MetaPromptPublished tried);

    /** Executes an evaluation to its end; throws the same exceptions. */
    RunTrace evaluate(EvaluationRequested evaluation);
}
