package metatextgrad.experiments;

import metatextgrad.meta.ProposalSource;
import metatextgrad.statistics.Seeds;

/**
 * Draws structures at random, without a request to the meta model. The prompt phases are those of a
 * normal run. Pure and thread-safe.
 */
public final class RandomStructureControl implements ProposalSource {
    static final String NAME = "random-structure";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StructureChoice choose(StructureRound round) {
        return new RandomStructures(round.references(), round.maxSteps())
                .draw(
                        "random-" + round.round(),
                        round.valid(),
                        Seeds.of("random-structure", round.seed(), round.round()))
                .<StructureChoice>map(StructureChoice.Try::new)
                .orElseGet(StructureChoice.End::new);
    }
}
