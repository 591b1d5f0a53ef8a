package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.Allowance;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * An event that starts a trial and is kept as its plan: an optimizer to try, or a single
 * evaluation.
 */
public sealed interface TrialStart extends TrialEvent
        permits OptimizerToTry, EvaluationRequested, StepRequested {
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

    /** When the validation may end before its last item; null for never. */
    default @Nullable EarlyEnd earlyEnd() {
        return null;
    }

    /** The place in the endless training sequence where the trial's batches begin. */
    default int firstPlace() {
        return 0;
    }

    /** Number of items that a proposal is scored on. */
    default int scoredItems() {
        return seedScore().items();
    }

    /** The first item of a training batch that a proposal is scored on. */
    default int firstScored() {
        return 0;
    }

    /** Number of steps; 0 for an evaluation. */
    default int steps() {
        OptimizerSpec spec = spec();
        return spec == null ? 0 : spec.steps();
    }

    /** The phase of a step. Further batches of a step in a race belong to its only phase. */
    default Phase phase(int step) {
        return requireNonNull(spec()).phase(Math.min(step, steps()));
    }

    /** What each step does with the program. */
    default StepOperator operator() {
        return StepOperator.PLAIN;
    }

    /**
     * The request for a range of items, on which this program runs. Training items are counted
     * within their step.
     */
    default BatchRequested request(int step, Split of, Range range, Program candidate, int pair) {
        EarlyEnd early = earlyEnd();
        int start = of.isTraining() ? firstPlace() + (step - 1) * settings().batch() : 0;
        Range places = new Range(start + range.from(), start + range.to());
        return new BatchRequested(
                stepRef().at(step),
                snapshot(),
                of,
                places,
                candidate,
                settings(),
                seed(),
                pair,
                early == null ? List.of() : early.first());
    }
}
