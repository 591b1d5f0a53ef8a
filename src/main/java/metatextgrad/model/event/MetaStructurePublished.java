package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Allowance;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.StepRef;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * An optimizer composed by the meta structure optimizer (METHOD §1.5). Publishing it starts its
 * trial.
 *
 * @param round the structure round, from 1
 * @param parents content ids of the optimizers it was composed from
 * @param checks which checks ran before the first billed call, and which repairs were necessary
 * @param allowance limits of its trial; null for no limit
 */
public record MetaStructurePublished(
        StepRef stepRef,
        int round,
        OptimizerSpec spec,
        List<String> parents,
        String checks,
        Program program,
        ScoreStats seedScore,
        LoopSettings settings,
        SnapshotSpec snapshot,
        long seed,
        @Nullable Allowance allowance)
        implements OptimizerToTry {
    public MetaStructurePublished {
        parents = List.copyOf(parents);
    }

    /** The structure phase shows no task. */
    @Override
    public int draw() {
        return BatchRequested.NO_DRAW;
    }
}
