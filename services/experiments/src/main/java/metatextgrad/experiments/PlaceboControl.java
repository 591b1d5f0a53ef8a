package metatextgrad.experiments;

import java.util.List;
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

    /** A round improves any one of the phases, so all texts that are not the given ones are new. */
    @Override
    public OptimizerSpec prompt(
            OptimizerSpec proposed, OptimizerSpec given, long seed, int optimizer, int round) {
        Seeds random = Seeds.of("placebo", seed, optimizer, round);
        return Placebo.instead(proposed, List.of(given), random);
    }

    /** Keeps the phases as composed, and replaces their new texts. */
    @Override
    public OptimizerSpec structure(OptimizerSpec proposed, StructureRound round) {
        Seeds random = Seeds.of("placebo", round.seed(), round.round());
        return Placebo.instead(proposed, round.references(), random);
    }
}
