package metatextgrad.experiment;

import metatextgrad.model.Evaluation;
import metatextgrad.model.MetaPrompt;
import metatextgrad.model.RunRequest;

/** Where the runs of one seed take place: in memory, or on Kafka. Used by one thread. */
public interface Ground {
    /**
     * Runs to the end.
     *
     * @throws IllegalStateException if the run comes to no end
     */
    Trace run(RunRequest request);

    /** Tries an optimizer to the end of its trial, without a run around it; the same exceptions. */
    Trace trial(MetaPrompt tried);

    /** Evaluates to the end; the same exceptions. */
    Trace evaluate(Evaluation evaluation);
}
