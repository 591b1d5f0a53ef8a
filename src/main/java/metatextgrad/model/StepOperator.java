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
        /** Drops a paragraph of a prompt, without a model. */
        ABLATE;

        /** Whether the optimizer sees the critiques of the batch. */
        public boolean showsCritiques() {
            return this == REVISE;
        }

        /** Whether a proposal may be as good as the program it started from, if it is shorter. */
        public boolean shortens() {
            return this == CONSOLIDATE || this == ABLATE;
        }
    }

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
