package metatextgrad.race;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.PairedDifference;

/**
 * The scores of some programs on the items that every one of them has a score for.
 *
 * @param rows a row per program, with the scores of all items in the same order
 */
record ItemScores(List<double[]> rows, int items) {
    static ItemScores of(List<ScoredProgram> pool) {
        List<Map<TaskId, Double>> all = pool.stream().map(ItemScores::byTask).toList();
        List<TaskId> common =
                all.getFirst().keySet().stream()
                        .filter(task -> all.stream().allMatch(row -> row.containsKey(task)))
                        .toList();
        return new ItemScores(
                all.stream().map(row -> common.stream().mapToDouble(row::get).toArray()).toList(),
                common.size());
    }

    private static Map<TaskId, Double> byTask(ScoredProgram scored) {
        Map<TaskId, Double> row =
                new TreeMap<>(Comparator.comparing((TaskId task) -> task.value()));
        for (ItemOutcome item : scored.outcomes())
            if (item.score().counts()) row.put(item.task(), item.score().value());
        return row;
    }

    /** Returns the score of one program minus that of another one, paired by item. */
    PairedDifference difference(int first, int second) {
        return PairedDifference.of(
                IntStream.range(0, items)
                        .mapToDouble(item -> rows.get(first)[item] - rows.get(second)[item])
                        .toArray());
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

    /** Returns the number of items on which no program scores higher than this one. */
    int bestOn(int program) {
        int best = 0;
        for (int item = 0; item < items; item++) {
            int at = item;
            double score = rows.get(program)[at];
            if (rows.stream().allMatch(row -> row[at] <= score)) best++;
        }
        return best;
    }

    /**
     * Returns whether a program is at least as good as another one on every item, and better on
     * one; of two with equal scores, the newer one is.
     */
    boolean dominates(int first, int second) {
        boolean better = first > second;
        for (int item = 0; item < items; item++) {
            double difference = rows.get(first)[item] - rows.get(second)[item];
            if (difference < 0) return false;
            if (difference > 0) better = true;
        }
        return better;
    }
}
