package metatextgrad.model;

import java.util.List;

/**
 * What a step of a race does with a program, and the patterns of failures that its requests show.
 *
 * @param patterns the most frequent first; empty if no failures were grouped
 */
public record StepOperator(Kind kind, List<Pattern> patterns) {
    /** Rewrites from the critiques of the batch, and shows no patterns. */
    public static final StepOperator PLAIN = new StepOperator(Kind.REVISE, List.of());

    /** The kinds of steps. */
    public enum Kind {
        /** Rewrites the prompts from the critiques of the batch. */
        REVISE,
        /** Writes what the patterns call for into the prompts, without the critiques. */
        INJECT,
        /** Writes the same in fewer words. */
        CONSOLIDATE,
        /** Drops a paragraph of a prompt or half of its worked examples, without a model. */
        ABLATE,
        /** Adds training tasks with their right answers to the prompts, without a model. */
        DEMONSTRATE,
        /** Adds the rule that leads from inputs to right answers, found beside wrong answers. */
        CONTRAST,
        /** Adds such a rule, and training tasks with their right answers. */
        RULE_AND_EXAMPLES,
        /** Rewrites the prompts into a role and a list of constraints. */
        ROLE_AND_CONSTRAINTS,
        /** Adds the critiques of the batch as they are: this measures the critic. */
        APPLY,
        /** Rewrites the prompts from wrong answers and right ones, without critiques. */
        REWRITE;

        /** Whether critics read the answers of the batch. */
        public boolean showsCritiques() {
            return this == REVISE || this == APPLY;
        }

        /** Whether the optimizer's model writes the proposal. */
        public boolean asks() {
            return this != ABLATE && this != DEMONSTRATE && this != APPLY;
        }

        /** Whether a proposal may be as good as the program it started from, if it is shorter. */
        public boolean shortens() {
            return this == CONSOLIDATE || this == ABLATE || this == ROLE_AND_CONSTRAINTS;
        }

        /**
         * Whether the step reads right answers of training tasks into the prompts. Then other tasks
         * decide about the proposal.
         */
        public boolean isEvidence() {
            return this == DEMONSTRATE || this == CONTRAST || this == RULE_AND_EXAMPLES;
        }

        /** Whether the gain of a proposal judges the optimizer that made it. */
        public boolean judgesOptimizer() {
            return this == REVISE || this == REWRITE;
        }

        /** Returns the number of tasks of a batch: three times as many for evidence. */
        public int tasks(int batch) {
            return isEvidence() ? Math.min(EVIDENCE_BATCHES * batch, Range.MAX) : batch;
        }

        /**
         * Returns how many tasks of a batch the optimizer reads. The others, a third, decide about
         * the proposal.
         *
         * @param tasks all tasks of the batch
         */
        public int shown(int tasks) {
            return isEvidence() ? tasks - (tasks + 2) / EVIDENCE_BATCHES : tasks;
        }
    }

    /** Batches that a step of evidence reads together. */
    public static final int EVIDENCE_BATCHES = 3;

    /**
     * A mistake that several training tasks have in common.
     *
     * @param failures number of these tasks
     */
    public record Pattern(String text, int failures) {}

    public StepOperator {
        patterns = List.copyOf(patterns);
    }

    public StepOperator withoutPatterns() {
        return new StepOperator(kind, List.of());
    }
}
