package metatextgrad.race;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.StepOperator;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/** What came of one {@link Work}. */
public sealed interface Answer {
    /**
     * A usable proposal of the meta model.
     *
     * @param improved the phase with a new description; {@link Arm.Origin#NONE} for a composition
     * @param parents content ids of the optimizers it was made from
     * @param drawn the training pair that its request showed; null for none
     * @param cost of that request
     */
    record Proposed(
            OptimizerSpec spec,
            int improved,
            List<String> parents,
            @Nullable TaskSubmitted drawn,
            Cost cost)
            implements Answer {
        public Proposed {
            parents = List.copyOf(parents);
        }
    }

    /** What the failures of one request have in common. */
    record Diagnosed(List<StepOperator.Pattern> patterns) implements Answer {
        public Diagnosed {
            patterns = List.copyOf(patterns);
        }
    }

    /** An unusable reply, or no request at all. */
    record Unusable(List<String> problems, boolean again) implements Answer {
        public Unusable {
            problems = List.copyOf(problems);
        }
    }

    /** The end of a step or of a validation. */
    record Scored(ScoreAggregated report) implements Answer {}
}
