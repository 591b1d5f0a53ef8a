package metatextgrad.model;

import java.util.List;

/**
 * How far a trial is. Its plan (a {@link MetaPrompt} or an {@link Evaluation}) and everything it
 * waits for lie in rows of their own; the state only says what it waits for now.
 */
public sealed interface Trial extends Row {
    int step();

    /** The tasks of the step are asked for. */
    record AwaitingBatch(int step, Incumbent incumbent) implements Trial {}

    /**
     * One gradient per train item is awaited.
     *
     * @param closing the barrier's decision is written, and awaited like anything else
     */
    record Criticising(int step, Incumbent incumbent, boolean closing) implements Trial {}

    /** One summary of the gradients per variable is awaited. */
    record Reducing(int step, Incumbent incumbent) implements Trial {}

    /**
     * New texts are awaited, all of them.
     *
     * @param attempt 0, or 1 after an unusable reply
     * @param cutBytes bytes of context that the size rule left out of the prompts
     */
    record Proposing(int step, Incumbent incumbent, int attempt, int cutBytes) implements Trial {}

    /**
     * The candidate's scores are awaited; an evaluation starts here, at step 0.
     *
     * @param asked ranges asked for and not scored whole, in order, and the last one asked for
     */
    record Validating(
            int step,
            Incumbent incumbent,
            Program candidate,
            int cutBytes,
            List<Range> asked,
            boolean closing)
            implements Trial {
        public Validating {
            asked = List.copyOf(asked);
        }
    }

    /** Over. The row stays, so that nothing can start the trial again. */
    record Finished(int step) implements Trial {}
}
