package metatextgrad.model.event;

import metatextgrad.model.Allowance;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.Text;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * A trial of zero steps: this program on these items.
 *
 * @param purpose the reason for the evaluation, a name unique within the run
 * @param empty whether there are no items at all, so that the batch brings only the draw
 * @param earlyEnd when it may end before its last item; null for never
 */
public record EvaluationRequested(
        StepRef stepRef,
        String purpose,
        Program program,
        LoopSettings settings,
        SnapshotSpec snapshot,
        Split split,
        boolean empty,
        long seed,
        int draw,
        @Nullable EarlyEnd earlyEnd)
        implements TrialStart, TrialSignal {
    public EvaluationRequested {
        purpose = Text.nonBlank(purpose, "purpose");
    }

    @Override
    public @Nullable OptimizerSpec spec() {
        return null;
    }

    @Override
    public ScoreStats seedScore() {
        return ScoreStats.EMPTY;
    }

    @Override
    public @Nullable Allowance allowance() {
        return null;
    }
}
