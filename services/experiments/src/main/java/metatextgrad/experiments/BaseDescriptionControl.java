package metatextgrad.experiments;

import metatextgrad.meta.ProposalSource;
import metatextgrad.model.OptimizerSpec;

/**
 * Tries the base optimizer again in place of each proposal: the same calls with the base
 * description. The meta model's replies are requested and billed as usual. Pure and thread-safe.
 */
public final class BaseDescriptionControl implements ProposalSource {
    @Override
    public String name() {
        return "base-description";
    }

    @Override
    public OptimizerSpec prompt(
            OptimizerSpec proposed, OptimizerSpec given, long seed, int optimizer, int round) {
        return given;
    }

    /** The optimizers take turns. */
    @Override
    public OptimizerSpec structure(OptimizerSpec proposed, StructureRound round) {
        return round.references().get((round.round() - 1) % round.references().size());
    }
}
