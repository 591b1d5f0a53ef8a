package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * The decision of one step of a trial, and its reason.
 *
 * @param candidate the program proposed; null if the step made none
 * @param score its validation score; null if there was no decision on it
 * @param incumbent the program the next step starts from
 * @param parent the program the step started from; null in records of releases that did not store
 *     it
 * @param tasks the train tasks with criticism that the step used, in item order
 * @param unusable the replies that made the step {@link Decided#INVALID}
 * @param cutBytes bytes of gradient contexts that the size rule left out of the update prompt
 * @param cost list cost of the step
 */
public record OptimizerState(
        StepRef stepRef,
        Decided decision,
        String reason,
        @Nullable Program candidate,
        @Nullable Double score,
        Program incumbent,
        double incumbentScore,
        int cutBytes,
        Cost cost,
        @Nullable ProgramId parent,
        List<TaskId> tasks,
        List<UnusableReply> unusable)
        implements TrialEvent {
    /** How a step ended. */
    public enum Decided {
        ACCEPTED,
        REJECTED,
        /** In a race: better than its parent on its own batch, so it is validated. */
        PASSED,
        /** The model gave no usable reply: no prompt was changed. */
        INVALID,
        /** Too few items had a score for a proposal. */
        SKIPPED,
        /** The validation coverage was under its threshold: the incumbent stays. */
        UNDECIDED
    }

    /**
     * A reply that could not be used, after the second request too.
     *
     * @param about the id of the node whose prompt was to be rewritten, or {@code program}
     * @param reason why, in one line
     */
    public record UnusableReply(String about, String reason) {}

    public OptimizerState {
        tasks = List.copyOf(tasks);
        unusable = List.copyOf(unusable);
    }
}
