package metatextgrad.race;

import java.util.List;
import java.util.Set;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.ScoreAggregation;

/**
 * A program with its scores on all validation items, or on half of them.
 *
 * @param arm number of the arm that made it; -1 for the seed program
 * @param parents ids of the programs it was made from: none for the seed program, two for a merge
 * @param outcomes one per validation item, in any order
 */
public record ScoredProgram(
        Program program,
        int arm,
        List<ProgramId> parents,
        ScoreStats stats,
        List<ItemOutcome> outcomes) {
    public static final int SEED = -1;

    public ScoredProgram {
        parents = List.copyOf(parents);
        outcomes = List.copyOf(outcomes);
    }

    /** Returns whether it takes the prompts of two programs. */
    public boolean isMerge() {
        return parents.size() > 1;
    }

    /** Returns the number of items it was scored on. */
    int items() {
        return outcomes.size();
    }

    public double mean() {
        return stats.mean();
    }

    /** Returns the program with only its scores on these items. */
    ScoredProgram on(Set<TaskId> items) {
        List<ItemOutcome> some =
                outcomes.stream().filter(item -> items.contains(item.task())).toList();
        return new ScoredProgram(
                program,
                arm,
                parents,
                ScoreAggregation.of(some.stream().map(ItemOutcome::score).toList()),
                some);
    }

    /** Returns the items that it did not solve completely, in order. */
    List<TaskId> wrong() {
        return outcomes.stream()
                .filter(item -> item.score().counts() && item.score().value() < 1)
                .map(ItemOutcome::task)
                .toList();
    }
}
