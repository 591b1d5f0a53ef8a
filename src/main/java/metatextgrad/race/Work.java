package metatextgrad.race;

import java.util.List;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.StepOperator;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.MissedTask;

/** Something a race waits for. */
public sealed interface Work {
    /**
     * A request to the meta model for another description of a base optimizer.
     *
     * @param attempt 0, or more after unusable replies
     * @param problems the errors of the last reply
     */
    record Describe(int base, int round, int attempt, List<String> problems) implements Work {
        public Describe {
            problems = List.copyOf(problems);
        }
    }

    /** A request to the meta model for a composition. */
    record Compose(int round, int attempt, List<String> problems) implements Work {
        public Compose {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A request to the meta model for what some failures have in common.
     *
     * @param rung number of the rung that follows, from 1
     * @param group number of these failures among those of the rung, from 0
     */
    record Diagnose(
            int rung, int group, List<MissedTask> failures, int attempt, List<String> problems)
            implements Work {
        public Diagnose {
            failures = List.copyOf(failures);
            problems = List.copyOf(problems);
        }
    }

    /**
     * One proposal of an arm, from one batch.
     *
     * @param step the step of the arm, from 1; {@link #OF_EVIDENCE} for one of evidence
     * @param slot which of the proposals of the step, from 0; of evidence, of all its steps
     * @param spec the optimizer with the one phase that is taken
     * @param parent the program to rewrite; the seed program in the confirmation
     * @param operator what it does with the parent
     * @param batch number of the training batch; rival arms take the same batches
     */
    record Step(
            int arm,
            int step,
            int slot,
            OptimizerSpec spec,
            Program parent,
            StepOperator operator,
            int batch)
            implements Work {
        /** The number of the steps that read evidence. No arm counts them. */
        public static final int OF_EVIDENCE = 0;
    }

    /**
     * The validation of the best proposal of a step, or of a merge before it.
     *
     * @param arm the maker of the program; of a merge, the maker of its better parent
     * @param parents ids of the programs it was made from; two for a merge, the better one first
     * @param atLeast the score that it must be able to reach; 0 if it has a chance with any score
     * @param first the items that the best program so far got wrong
     * @param items number of items that count, from the beginning of the list; 0 for all
     * @param again whether it was validated on half of the items before
     */
    record Validate(
            int arm,
            int step,
            int slot,
            Program program,
            List<ProgramId> parents,
            double atLeast,
            List<TaskId> first,
            int items,
            boolean again)
            implements Work {
        public Validate {
            parents = List.copyOf(parents);
            first = List.copyOf(first);
        }

        public boolean isMerge() {
            return parents.size() > 1;
        }
    }
}
