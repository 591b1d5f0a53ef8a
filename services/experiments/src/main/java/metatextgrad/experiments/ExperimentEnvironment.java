package metatextgrad.experiments;

import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TrialStart;

/** Executes the runs of one seed, in memory or on Kafka. Used by one thread. */
public interface ExperimentEnvironment {
    /**
     * Executes a run to its end.
     *
     * @throws IllegalStateException if the run does not end
     */
    RunTrace run(RunRequested request);

    /**
     * Executes one trial of an optimizer, or an evaluation, to its end and without a run; throws
     * the same exceptions.
     */
    RunTrace trial(TrialStart start);
}
