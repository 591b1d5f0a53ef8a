package metatextgrad.race;

import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.Strategies;

/** What the proposals of a race may take from training tasks before any critique. */
public enum EvidenceUse {
    /** Nothing. */
    NONE,
    /** Rules that lead from inputs to right answers. */
    RULES,
    /** Rules, and training tasks with their right answers as worked examples. */
    RULES_AND_EXAMPLES;

    /**
     * Returns what a race may use. The optimizer needs a strategy that follows operators, the
     * training tasks must fill a batch of evidence, and their right answers must not be private.
     *
     * @param train number of training tasks; 0 if unknown
     * @param mayQuote whether prompts may copy from tasks
     */
    public static EvidenceUse of(Project project, int train, boolean mayQuote) {
        int needed = Kind.CONTRAST.tasks(project.loop().batch());
        boolean follows =
                Strategies.hasOperators(
                        project.optimizers().getFirst().phases().getFirst().strategy());
        if (!follows || train < needed || !project.loop().mayShowTargets()) return NONE;
        return mayQuote ? RULES_AND_EXAMPLES : RULES;
    }
}
