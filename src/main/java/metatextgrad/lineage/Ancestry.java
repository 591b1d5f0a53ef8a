package metatextgrad.lineage;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Gradient;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.StepOperator;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * Describes how a run came from its seed program to one line of its report. Gains are measured on
 * the validation items for which every program on the path has a score, so they add up to the
 * total. Steps were selected on the same items, so the gains are optimistic.
 *
 * @param steps the accepted steps, in order; each changed the program
 * @param total the sum of all gains
 * @param optimizers the versions from the original optimizer to the line's own, in order
 */
public record Ancestry(
        Line line, List<Step> steps, PairedDifference total, List<OptimizerVersion> optimizers) {
    /**
     * One accepted step.
     *
     * @param operator what made the proposal, and the failures its request showed; null for a merge
     *     of two programs
     * @param from id of the program it started from
     * @param tasks the train tasks whose criticism it used
     * @param gain paired difference on validation
     */
    public record Step(
            int number,
            @Nullable StepOperator operator,
            ProgramId from,
            Program before,
            Program after,
            List<TaskId> tasks,
            List<Critique> critiques,
            Cost cost,
            PairedDifference gain) {
        public Step {
            tasks = List.copyOf(tasks);
            critiques = List.copyOf(critiques);
        }
    }

    /** The criticism of one train task. */
    public record Critique(TaskId task, Gradient gradient) {}

    public Ancestry {
        steps = List.copyOf(steps);
        optimizers = List.copyOf(optimizers);
    }
}
