package metatextgrad.model.event;

import metatextgrad.model.Allowance;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer to be tried. Publishing it starts its trial.
 *
 * @param origin source of the spec: {@code base} for an optimizer as given, {@code offered} for one
 *     submitted to the run, else {@code meta}
 * @param optimizer place of the base optimizer in the run, from 0
 * @param round 0 for the base optimizer, else the meta round
 * @param parent content id of the spec it was made from; null for a base optimizer
 * @param drawn task of the pair shown to the meta-optimizer; null for a base optimizer
 * @param seedScore scores of the seed program on the validation snapshot
 * @param seed batch order, the same for all optimizers of the run
 * @param draw place in the train list of the pair for the next proposal
 * @param allowance limits of its trial; null for no limit
 */
public record MetaPromptPublished(
        StepRef stepRef,
        String origin,
        int optimizer,
        int round,
        OptimizerSpec spec,
        @Nullable String parent,
        @Nullable TaskId drawn,
        Program program,
        ScoreStats seedScore,
        LoopSettings settings,
        SnapshotSpec snapshot,
        long seed,
        int draw,
        @Nullable Allowance allowance)
        implements OptimizerToTry {
    public static final String BASE = "base";
    public static final String META = "meta";
    public static final String OFFERED = "offered";

    public MetaPromptPublished {
        origin = Text.nonBlank(origin, "origin");
    }
}
