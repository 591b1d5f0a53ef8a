package metatextgrad.model.event;

import metatextgrad.model.Allowance;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * An event that starts a trial and is kept as its plan: an optimizer to try, or a single
 * evaluation.
 */
public sealed interface TrialStart extends TrialEvent permits OptimizerToTry, EvaluationRequested {
    /** The optimizer; null for an evaluation. */
    @Nullable OptimizerSpec spec();

    /** The program that the trial starts from, or that an evaluation scores. */
    Program program();

    /** Scores of the program on the validation snapshot; empty for an evaluation. */
    ScoreStats seedScore();

    LoopSettings settings();

    SnapshotSpec snapshot();

    /** The split whose items give the score. */
    Split split();

    /** Whether there are no items at all, so that the batch brings only the draw. */
    boolean empty();

    /** Batch order, the same for all optimizers of a run. */
    long seed();

    /** Place in the train list of the pair for the next proposal. */
    int draw();

    /** Limits of the trial; null for no limit. */
    @Nullable Allowance allowance();

    /** Number of steps; 0 for an evaluation. */
    default int steps() {
        OptimizerSpec spec = spec();
        return spec == null ? 0 : spec.steps();
    }

    /** The request for a range of items, on which this program runs. */
    default BatchRequested request(int step, Split of, Range range, Program candidate, int pair) {
        return new BatchRequested(
                stepRef().at(step), snapshot(), of, range, candidate, settings(), seed(), pair);
    }
}
