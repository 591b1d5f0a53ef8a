package metatextgrad.model.state;

import java.util.List;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.Row;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.MetaPromptPublished;

/**
 * The progress of a trial. Its plan (a {@link MetaPromptPublished} or an {@link
 * EvaluationRequested}) and everything it waits for are in rows of their own. The state only
 * records what it waits for now.
 */
public sealed interface Trial extends Row {
    int step();

    /** The trial has requested the tasks of the step. */
    record AwaitingBatch(int step, Incumbent incumbent) implements Trial {}

    /**
     * The trial waits for one gradient per train item.
     *
     * @param closing whether the barrier's decision is written; the trial waits for it like for any
     *     other event
     */
    record Criticising(int step, Incumbent incumbent, boolean closing) implements Trial {}

    /** The trial waits for one summary of the gradients per variable. */
    record Reducing(int step, Incumbent incumbent) implements Trial {}

    /**
     * The trial waits for all new texts.
     *
     * @param attempt 0, or 1 after an unusable reply
     * @param cutBytes bytes of context that the size rule left out of the prompts
     */
    record Proposing(int step, Incumbent incumbent, int attempt, int cutBytes) implements Trial {}

    /**
     * The trial waits for the candidate's scores; an evaluation starts here, at step 0.
     *
     * @param requested the ranges that are not completely scored, in order, and the last one
     */
    record Validating(
            int step,
            Incumbent incumbent,
            Program candidate,
            int cutBytes,
            List<Range> requested,
            boolean closing)
            implements Trial {
        public Validating {
            requested = List.copyOf(requested);
        }
    }

    /** The trial has ended. The row stays, so that nothing can start the trial again. */
    record Finished(int step) implements Trial {}
}
