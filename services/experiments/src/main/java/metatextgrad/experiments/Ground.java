package metatextgrad.experiments;

import metatextgrad.model.event.Evaluation;
import metatextgrad.model.event.MetaPrompt;
import metatextgrad.model.event.RunRequest;

/** Executes the runs of one seed, in memory or on Kafka. Used by one thread. */
public interface Ground {
    /**
     * Executes a run to its end.
     *
     * @throws IllegalStateException if the run does not end
     */
    Trace run(RunRequest request);

    /** Executes one trial of an optimizer to its end, without a run; throws the same exceptions. */
    Trace trial(MetaPrompt tried);

    /** Executes an evaluation to its end; throws the same exceptions. */
    Trace evaluate(Evaluation evaluation);
}
