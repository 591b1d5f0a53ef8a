package metatextgrad.model.event;

import metatextgrad.model.Allowance;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepRef;
import metatextgrad.model.Text;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * One step of an optimizer in a race. The optimizer rewrites a program once, from one training
 * batch. The proposal is scored on the same batch, and not on the validation set. A batch without a
 * wrong answer teaches nothing, so the next one is taken, up to {@link #BATCHES}.
 *
 * @param purpose the arm and the step, a name unique within the run
 * @param spec the optimizer, with the one phase and step that is taken
 * @param program the program to rewrite
 * @param operator what the step does with it
 * @param batch number of the step in the batch order, from 0; each has {@link #BATCHES} batches
 * @param seed batch order, the same for all steps of the run
 * @param draw place in the train list of the pair for the next meta prompt; -1 for none
 * @param allowance limits of the step; null for no limit
 */
public record StepRequested(
        StepRef stepRef,
        String purpose,
        OptimizerSpec spec,
        Program program,
        StepOperator operator,
        int batch,
        LoopSettings settings,
        SnapshotSpec snapshot,
        long seed,
        int draw,
        @Nullable Allowance allowance)
        implements TrialStart, TrialSignal {
    /** The most batches of a step. */
    public static final int BATCHES = 3;

    public StepRequested {
        purpose = Text.nonBlank(purpose, "purpose");
        if (spec.steps() != 1)
            throw new IllegalArgumentException("a step has " + spec.steps() + " steps");
    }

    @Override
    public ScoreStats seedScore() {
        return ScoreStats.EMPTY;
    }

    @Override
    public Split split() {
        return Split.TRAIN_AGAIN;
    }

    @Override
    public boolean empty() {
        return false;
    }

    @Override
    public int scoredItems() {
        return settings.batch() - firstScored();
    }

    @Override
    public int firstScored() {
        int shown = operator.kind().shown(settings.batch());
        return operator.kind().isEvidence() ? shown : 0;
    }

    /** Returns the most batches of the step: tasks that evidence was read from come once. */
    public int batches() {
        return operator.kind().isEvidence() ? 1 : BATCHES;
    }

    @Override
    public int firstPlace() {
        return batch * BATCHES * settings.batch();
    }
}
