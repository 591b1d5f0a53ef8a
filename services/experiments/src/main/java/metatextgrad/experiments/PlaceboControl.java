package metatextgrad.experiments;

import metatextgrad.meta.ProposalSource;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.statistics.Seeds;

/**
 * Replaces each description by the meta model with one of similar length for another task. The meta
 * model's replies are requested and billed as usual. Pure and thread-safe.
 */
public final class PlaceboControl implements ProposalSource {
    static final String NAME = "placebo";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OptimizerSpec prompt(
            OptimizerSpec proposed, OptimizerSpec given, long seed, int optimizer, int round) {
        return Placebo.instead(proposed, Seeds.of("placebo", seed, optimizer, round));
    }

    /** Keeps the phases as composed, and replaces their new texts. */
    @Override
    public OptimizerSpec structure(OptimizerSpec proposed, StructureRound round) {
        Seeds random = Seeds.of("placebo", round.seed(), round.round());
        return Placebo.instead(proposed, round.references(), random);
    }
}
