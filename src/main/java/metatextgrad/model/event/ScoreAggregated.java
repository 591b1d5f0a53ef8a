package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * The score of a step, or of a whole trial with its best program (ScoreAggregated).
 *
 * @param program the program that has the score; for a trial the best one
 * @param outcomes outcomes per item in slot order, for an evaluation and for a step; empty for a
 *     trial
 * @param before of a step of a race: scores of the program it started from, on the same items; else
 *     null
 * @param atMost of a validation that ended early: the mean if all remaining items were right; else
 *     null
 * @param missed of a step of a race: the training tasks that the program it started from got wrong,
 *     a few; else empty
 * @param draw the train pair for the next meta prompt; null if none was requested
 * @param failure why a trial failed or was stopped; null otherwise
 * @param cost list cost of the step; for a trial the sum of its steps, for an evaluation the sum of
 *     its items
 */
public record ScoreAggregated(
        StepRef stepRef,
        Scope scope,
        Split split,
        ScoreStats stats,
        Program program,
        List<ItemOutcome> outcomes,
        @Nullable ScoreStats before,
        @Nullable Double atMost,
        List<MissedTask> missed,
        @Nullable TaskSubmitted draw,
        @Nullable Failure failure,
        Cost cost)
        implements TrialEvent {
    /** The scope of a score. */
    public enum Scope {
        STEP,
        TRIAL
    }

    /** Whether the trial ended with a score. */
    public enum Status {
        OK,
        FAILED,
        /** The budget ended it: it never wins, with any score. */
        STOPPED
    }

    /**
     * The outcome of one item.
     *
     * @param unusable why the answer has no usable text; null if it has, or if no model answered
     */
    public record ItemOutcome(TaskId task, Score score, Failure.Content.@Nullable Kind unusable) {}

    /**
     * A training task with a wrong answer.
     *
     * @param output what the program wrote, possibly cut at its start
     */
    public record MissedTask(TaskSubmitted task, String output) {}

    public ScoreAggregated {
        outcomes = List.copyOf(outcomes);
        missed = List.copyOf(missed);
    }

    /** Whether the trial ended with a score. */
    public Status status() {
        return switch (failure) {
            case null -> Status.OK;
            case Failure.Budget spent -> Status.STOPPED;
            case Failure.Content content -> Status.FAILED;
            case Failure.Infrastructure broken -> Status.FAILED;
            case Failure.Copied copied -> Status.FAILED;
            case Failure.DeadModel dead -> Status.FAILED;
        };
    }

    /**
     * Of a step of a race: the score of its proposal minus that of the program it started from; 0
     * without a proposal.
     */
    public double gain() {
        return before == null || failure != null ? 0 : stats.mean() - before.mean();
    }

    /** Why a trial failed or was stopped, in one line; empty otherwise. */
    public String reason() {
        return failure == null ? "" : failure.message();
    }

    @Override
    public String key() {
        return stepRef.run().value();
    }
}
