package metatextgrad.experiments.real;

import metatextgrad.model.OptimizerSpec;

/** What the cell of a row takes from filled cells of other rows. */
sealed interface Given {
    /** Most rows need nothing. */
    record Nothing() implements Given {}

    /**
     * An optimizer that a search on another task learned.
     *
     * @param task where it was learned
     */
    record Learned(OptimizerSpec optimizer, String task) implements Given {}

    /** The prompt that a search found. */
    record Prompt(String text) implements Given {}
}
