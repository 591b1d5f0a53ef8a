package metatextgrad.simulator.helper;

/** How imperfect the helpers are. These numbers are public: they say nothing about what helps. */
public record HelperNoise(
        CriticNoise critic,
        OptimizerNoise optimizer,
        MetaNoise meta,
        JudgeNoise judge,
        StructureNoise structure,
        RecombineNoise recombine) {
    /** These numbers with another effect of descriptions. */
    public HelperNoise withMetaEffect(double effect) {
        return new HelperNoise(
                critic,
                optimizer,
                new MetaNoise(meta.malformed(), effect),
                judge,
                structure,
                recombine);
    }

    /** What the optimizer goes by: its own effect of descriptions, scaled by the meta effect. */
    public OptimizerNoise effectiveOptimizer() {
        return new OptimizerNoise(
                optimizer.criticisms(),
                optimizer.drop(),
                optimizer.omitTag(),
                optimizer.descriptionEffect() * meta.effect(),
                optimizer.descriptionWords(),
                optimizer.copy());
    }

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
     * @param copy share of the replies that copy an example's question and answer into the text
     */
    public record OptimizerNoise(
            int criticisms,
            double drop,
            double omitTag,
            double descriptionEffect,
            int descriptionWords,
            double copy) {}

    /**
     * @param malformed share of replies that are not the JSON asked for
     * @param effect scales what descriptions do: 1 in full, 0 not at all
     */
    public record MetaNoise(double malformed, double effect) {}

    /** Share of verdicts that are the wrong way round. */
    public record JudgeNoise(double wrong) {}

    /**
     * Shares of rewritten programs.
     *
     * @param split is spread over several nodes
     * @param merge becomes one node
     * @param broken breaks a rule or the form
     */
    public record StructureNoise(double split, double merge, double broken) {}

    /** Shares of proposed optimizers that break a rule, and of those that are no JSON. */
    public record RecombineNoise(
            double wrongOrder, double tooManySteps, double unknownStrategy, double malformed) {}
}
