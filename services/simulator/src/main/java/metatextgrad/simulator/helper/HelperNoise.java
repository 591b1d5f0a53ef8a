package metatextgrad.simulator.helper;

/** How imperfect the helpers are. These numbers are public: they say nothing about what helps. */
public record HelperNoise(CriticNoise critic, OptimizerNoise optimizer, MetaNoise meta) {
    /**
     * Shares of a critic's replies.
     *
     * @param wrongCause blames something else than what went wrong
     * @param useless says nothing that could be acted on
     * @param leak gives the item's answer away
     */
    public record CriticNoise(double wrongCause, double useless, double leak) {}

    /**
     * @param criticisms at most so many are used
     * @param drop share of the existing instructions that get lost
     * @param omitTag share of the replies with a tag missing
     * @param descriptionEffect how strongly a description decides which criticisms are used; 0
     *     turns it off
     * @param descriptionWords a description longer than this dilutes itself
     */
    public record OptimizerNoise(
            int criticisms,
            double drop,
            double omitTag,
            double descriptionEffect,
            int descriptionWords) {}

    /** Share of replies that are not the JSON asked for. */
    public record MetaNoise(double malformed) {}
}
