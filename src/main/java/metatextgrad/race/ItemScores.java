package metatextgrad.race;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import metatextgrad.model.Score;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.PairedDifference;

/**
 * The scores of some programs on the items that every one of them has a score for.
 *
 * @param rows a row per program, with the scores of all items in the same order
 * @param soft as {@code rows}, with the probability of the right answer; empty if an item of a
 *     program has none
 */
record ItemScores(List<double[]> rows, List<double[]> soft, int items) {
    static ItemScores of(List<ScoredProgram> pool) {
        List<Map<TaskId, Score>> all = pool.stream().map(ItemScores::byTask).toList();
        List<TaskId> common =
                all.getFirst().keySet().stream()
                        .filter(task -> all.stream().allMatch(row -> row.containsKey(task)))
                        .toList();
        boolean known =
                all.stream()
                        .flatMap(row -> common.stream().map(row::get))
                        .allMatch(score -> requireNonNull(score).soft() != null);
        return new ItemScores(
                table(all, common, Score::value),
                known ? table(all, common, score -> requireNonNull(score.soft())) : List.of(),
                common.size());
    }

    private static List<double[]> table(
            List<Map<TaskId, Score>> all, List<TaskId> tasks, ToDoubleFunction<Score> value) {
        return all.stream()
                .map(row -> tasks.stream().map(task -> requireNonNull(row.get(task))))
                .map(scores -> scores.mapToDouble(value).toArray())
                .toList();
    }

    private static Map<TaskId, Score> byTask(ScoredProgram scored) {
        Map<TaskId, Score> row = new TreeMap<>(Comparator.comparing((TaskId task) -> task.value()));
        for (ItemOutcome item : scored.outcomes())
            if (item.score().counts()) row.put(item.task(), item.score());
        return row;
    }

    /** Returns the score of one program minus that of another one, paired by item. */
    PairedDifference difference(int first, int second) {
        return difference(rows, first, second);
    }

    /**
     * As {@link #difference}, of the probabilities of the right answers; empty if one is unknown.
     */
    Optional<PairedDifference> softDifference(int first, int second) {
        return soft.isEmpty() ? Optional.empty() : Optional.of(difference(soft, first, second));
    }

    private PairedDifference difference(List<double[]> table, int first, int second) {
        return PairedDifference.of(
                IntStream.range(0, items)
                        .mapToDouble(item -> table.get(first)[item] - table.get(second)[item])
                        .toArray());
    }

    double sum(int program, List<Integer> of) {
        return sum(rows.get(program), of);
    }

    private static double sum(double[] row, List<Integer> of) {
        double sum = 0;
        for (int item : of) sum += row[item];
        return sum;
    }

    /**
     * Returns the program with the largest sum. Of equals it is the one that gave the right answers
     * the larger probability, if it is known, else the first.
     */
    int best(List<Integer> of) {
        int best = 0;
        for (int i = 1; i < rows.size(); i++) {
            int order = Double.compare(sum(i, of), sum(best, of));
            if (order > 0 || (order == 0 && isNearer(i, best, of))) best = i;
        }
        return best;
    }

    private boolean isNearer(int first, int second, List<Integer> of) {
        return !soft.isEmpty() && sum(soft.get(first), of) > sum(soft.get(second), of);
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
