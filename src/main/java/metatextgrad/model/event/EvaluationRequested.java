package metatextgrad.model.event;

import java.util.List;
import java.util.stream.Stream;
import metatextgrad.model.Allowance;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
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
    /** The purpose of scoring on all items what led on half of them. */
    public static final String AGAIN = "all items";

    private static final String MERGE = "merge/";

    public EvaluationRequested {
        purpose = Text.nonBlank(purpose, "purpose");
    }

    /** Returns the purpose of scoring a merge of these programs. */
    public static String ofMerge(List<ProgramId> parents) {
        return MERGE + String.join("/", parents.stream().map(ProgramId::value).toList());
    }

    /** Returns the programs whose merge this scores, the better one first; empty if it is none. */
    public List<ProgramId> merged() {
        return purpose.startsWith(MERGE)
                ? Stream.of(purpose.substring(MERGE.length()).split("/"))
                        .map(ProgramId::new)
                        .toList()
                : List.of();
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
