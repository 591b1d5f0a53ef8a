package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.Seeds;

/**
 * Chooses the result of a race from stored item scores, without a call. The highest mean of many
 * noisy ones is partly luck. So the winner is the program that wins most often when the items are
 * drawn again, and it must beat the seed program on items that did not choose it.
 *
 * @param program the result
 * @param reason why the result is the seed program; empty if it is not
 */
public record FinalChoice(ScoredProgram program, String reason) {
    private static final int REDRAWS = 200;
    private static final int FOLDS = 5;

    /**
     * Chooses one of these programs; the first is the seed program.
     *
     * @param seed of the redraws and the folds
     */
    public static FinalChoice of(List<ScoredProgram> pool, long seed) {
        ScoredProgram start = pool.getFirst();
        if (pool.size() == 1)
            return new FinalChoice(start, "no proposal was better than the seed program");
        Scores scores = Scores.of(pool);
        double gain = gainOnFolds(scores, seed);
        if (gain <= 0)
            return new FinalChoice(
                    start,
                    "chosen on four fifths of the validation items, the best program is not better than the seed program on the last fifth");
        int best = stable(scores, seed, pool);
        return new FinalChoice(
                pool.get(best), best == 0 ? "no program is better than the seed program" : "");
    }

    /** Returns the program with most wins over redrawn items; the shorter of equals. */
    private static int stable(Scores scores, long seed, List<ScoredProgram> pool) {
        int[] wins = new int[pool.size()];
        for (int redraw = 0; redraw < REDRAWS; redraw++) {
            Seeds draws = Seeds.of("final choice", seed, redraw);
            List<Integer> items = new ArrayList<>();
            for (int i = 0; i < scores.items(); i++) items.add(draws.below(scores.items()));
            wins[scores.best(items)]++;
        }
        int best = 0;
        for (int i = 1; i < wins.length; i++) {
            boolean shorter =
                    pool.get(i).program().promptLength() < pool.get(best).program().promptLength();
            if (wins[i] > wins[best] || (wins[i] == wins[best] && shorter)) best = i;
        }
        return best;
    }

    /** Returns the summed difference to the seed program on the folds that did not choose. */
    private static double gainOnFolds(Scores scores, long seed) {
        int[] order = Seeds.of("folds", seed).permutation(scores.items());
        double gain = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Integer> inside = new ArrayList<>();
            List<Integer> outside = new ArrayList<>();
            for (int i = 0; i < order.length; i++)
                (i % FOLDS == fold ? inside : outside).add(order[i]);
            int chosen = scores.best(outside);
            gain += scores.sum(chosen, inside) - scores.sum(0, inside);
        }
        return gain;
    }

    /** The scores of all programs on the items that every program has a score for. */
    private record Scores(List<double[]> rows, int items) {
        static Scores of(List<ScoredProgram> pool) {
            List<Map<TaskId, Double>> all = pool.stream().map(Scores::byTask).toList();
            List<TaskId> common =
                    all.getFirst().keySet().stream()
                            .filter(task -> all.stream().allMatch(row -> row.containsKey(task)))
                            .toList();
            return new Scores(
                    all.stream()
                            .map(row -> common.stream().mapToDouble(row::get).toArray())
                            .toList(),
                    common.size());
        }

        private static Map<TaskId, Double> byTask(ScoredProgram scored) {
            Map<TaskId, Double> row =
                    new TreeMap<>(Comparator.comparing((TaskId task) -> task.value()));
            for (ItemOutcome item : scored.outcomes())
                if (item.score().counts()) row.put(item.task(), item.score().value());
            return row;
        }

        double sum(int program, List<Integer> of) {
            double sum = 0;
            for (int item : of) sum += rows.get(program)[item];
            return sum;
        }

        /** Returns the program with the largest sum; the first of equals. */
        int best(List<Integer> of) {
            int best = 0;
            for (int i = 1; i < rows.size(); i++) if (sum(i, of) > sum(best, of)) best = i;
            return best;
        }
    }
}
