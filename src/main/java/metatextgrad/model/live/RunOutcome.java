package metatextgrad.model.live;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import org.jspecify.annotations.Nullable;

/** What runs and contests bring their project, in the order of the project. */
public sealed interface RunOutcome extends Event {
    ProjectId project();

    @Override
    default String key() {
        return project().value();
    }

    /**
     * A run has ended.
     *
     * @param reason may be empty
     */
    record RunEnded(ProjectId project, RunId run, RunState.Status status, String reason)
            implements RunOutcome {}

    /**
     * The optimizers that a run has tried.
     *
     * @param versions in the order of their verdicts
     */
    record OptimizersJudged(ProjectId project, List<OptimizerVersion> versions)
            implements RunOutcome {
        public OptimizersJudged {
            versions = List.copyOf(versions);
        }
    }

    /**
     * The gain of a first step in a contest of optimizers.
     *
     * @param gain score of its proposal on its batch minus that of the program it started from; 0
     *     without a proposal
     * @param failure why there is no score; null if there is
     */
    record StepScored(
            ProjectId project, TrialId trial, double gain, @Nullable Failure failure, Cost cost)
            implements RunOutcome {
        /** Whether the gain judges the optimizer: no model and no budget failed. */
        public boolean counts() {
            return failure == null || failure instanceof Failure.Content;
        }
    }

    /**
     * The outcomes of a version on tasks of a contest.
     *
     * @param outcomes in the order of the tasks
     * @param cost list cost of the evaluation
     * @param failure why there are none; null if there are
     */
    record GateScored(
            ProjectId project,
            TrialId trial,
            List<ScoreAggregated.ItemOutcome> outcomes,
            Cost cost,
            @Nullable Failure failure)
            implements RunOutcome {
        public GateScored {
            outcomes = List.copyOf(outcomes);
        }
    }
}
