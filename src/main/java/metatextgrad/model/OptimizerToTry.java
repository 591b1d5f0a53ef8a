package metatextgrad.model;

import org.jspecify.annotations.Nullable;

/** An optimizer to be tried, as either phase publishes it; publishing it starts its trial. */
public sealed interface OptimizerToTry extends TrialStart permits MetaPrompt, MetaStructure {
    OptimizerSpec spec();

    /** The seed program Φ0, equal for all rivals of a run. */
    Program program();

    /** Scores of the seed program on the validation snapshot. */
    Tally seedScore();

    LoopSettings settings();

    SnapshotSpec snapshot();

    /** Batch order, equal for all rivals of a run. */
    long seed();

    /** Place in the train list of the pair for the next proposal. */
    int draw();

    /** What its trial may ask for; null for no limit. */
    @Nullable Allowance allowance();
}
