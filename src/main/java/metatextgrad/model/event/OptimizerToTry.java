package metatextgrad.model.event;

import metatextgrad.model.Allowance;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/** An optimizer to be tried, from either phase. Publishing it starts its trial. */
public sealed interface OptimizerToTry extends TrialStart
        permits MetaPromptPublished, MetaStructurePublished {
    OptimizerSpec spec();

    /** The seed program Φ0, equal for all rivals of a run. */
    Program program();

    /** Scores of the seed program on the validation snapshot. */
    ScoreStats seedScore();

    LoopSettings settings();

    SnapshotSpec snapshot();

    /** Batch order, equal for all rivals of a run. */
    long seed();

    /** Place in the train list of the pair for the next proposal. */
    int draw();

    /** Limits of its trial; null for no limit. */
    @Nullable Allowance allowance();
}
