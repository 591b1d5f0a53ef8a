package metatextgrad.simulator.helper;

/** The error rates of the helpers. These numbers are public: they do not depend on the world. */
public record HelperNoise(
        CriticNoise critic,
        OptimizerNoise optimizer,
        MetaNoise meta,
        JudgeNoise judge,
        StructureNoise structure,
        RecombineNoise recombine) {
    /** A copy with another effect of descriptions. */
    public HelperNoise withMetaEffect(double effect) {
        return new HelperNoise(
                critic,
                optimizer,
                new MetaNoise(meta.malformed(), effect),
                judge,
                structure,
                recombine);
    }

    /** The numbers of the optimizer, with its description effect scaled by the meta effect. */
    public OptimizerNoise effectiveOptimizer() {
        return new OptimizerNoise(
                optimizer.criticisms(),
                optimizer.drop(),
                optimizer.omitTag(),
                optimizer.descriptionEffect() * meta.effect(),
                optimizer.descriptionWords(),
                optimizer.copy(),
                optimizer.knowledge() * meta.effect(),
                optimizer.misquote(),
                optimizer.obeys(),
                optimizer.contrast());
    }

    /**
     * Shares of a critic's replies, each from 0 to 1.
     *
     * @param wrongCause blames another cause than the real one
     * @param useless contains no usable criticism
     * @param leak reveals the item's answer
     * @param surface sees how the answer looks, and no cause
     */
    public record CriticNoise(double wrongCause, double useless, double leak, double surface) {}

    /**
     * The numbers of the optimizer.
     *
     * @param criticisms the most criticisms it uses
     * @param drop share of the existing instructions that are dropped
     * @param omitTag share of the replies without a closing tag
     * @param descriptionEffect how strongly a description decides which criticisms are used; 0
     *     turns it off
     * @param descriptionWords the words above which a description loses effect
     * @param copy share of the replies that copy an example's question and answer into the text
     * @param knowledge share of the replies that teach a skill which the description names and no
     *     criticism requests
     * @param misquote share of the edits that do not quote the text as it is
     * @param obeys share of the replies that write what a task demands of prompts
     * @param contrast share of the rules that name the most frequent cause of the wrong answers
     *     beside their right ones
     */
    public record OptimizerNoise(
            int criticisms,
            double drop,
            double omitTag,
            double descriptionEffect,
            int descriptionWords,
            double copy,
            double knowledge,
            double misquote,
            double obeys,
            double contrast) {}

    /**
     * The numbers of the meta role.
     *
     * @param malformed share of replies that are not the requested JSON
     * @param effect scales the effect of descriptions: 1 in full, 0 none
     */
    public record MetaNoise(double malformed, double effect) {}

    /** The share of wrong verdicts. */
    public record JudgeNoise(double wrong) {}

    /**
     * Shares of rewritten programs, each from 0 to 1.
     *
     * @param split spread over several nodes
     * @param merge merged into one node
     * @param broken invalid
     */
    public record StructureNoise(double split, double merge, double broken) {}

    /** Shares of proposed optimizers that break a rule, and of replies that are not JSON. */
    public record RecombineNoise(
            double wrongOrder, double tooManySteps, double unknownStrategy, double malformed) {}
}
