package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.statistics.PairedDifference;
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

    /** An item more or less is one standard error at most, up to rounding. */
    private static final double ROUNDING = 1e-9;

    /**
     * The best program must beat the seed program on each fifth of the items together, chosen on
     * the others. So a race needs as many validation items.
     */
    public static final int FOLDS = 5;

    /**
     * Chooses one of these programs; the first is the seed program.
     *
     * @param seed of the redraws and the folds
     */
    public static FinalChoice of(List<ScoredProgram> pool, long seed) {
        ScoredProgram start = pool.getFirst();
        if (pool.size() == 1)
            return new FinalChoice(start, "no proposal was better than the seed program");
        ItemScores scores = ItemScores.of(pool);
        double gain = gainOnFolds(scores, seed);
        if (gain <= 0)
            return new FinalChoice(
                    start,
                    "chosen on four fifths of the validation items, the best program is not better than the seed program on the last fifth");
        int best = shortest(scores, stable(scores, seed, pool), pool);
        return new FinalChoice(
                pool.get(best), best == 0 ? "no program is better than the seed program" : "");
    }

    /** Returns the program with most wins over redrawn items; the shorter of equals. */
    private static int stable(ItemScores scores, long seed, List<ScoredProgram> pool) {
        int[] wins = new int[pool.size()];
        for (int redraw = 0; redraw < REDRAWS; redraw++) {
            Seeds draws = Seeds.of("final choice", seed, redraw);
            List<Integer> items = new ArrayList<>();
            for (int i = 0; i < scores.items(); i++) items.add(draws.below(scores.items()));
            wins[scores.best(items)]++;
        }
        int best = 0;
        for (int i = 1; i < wins.length; i++) {
            boolean shorter = length(pool, i) < length(pool, best);
            if (wins[i] > wins[best] || (wins[i] == wins[best] && shorter)) best = i;
        }
        return best;
    }

    /**
     * Returns the shortest proposal that is above the seed program and within noise of the best
     * program: that lies behind it by no more than the standard error of their difference, in
     * scores and, if they are known, in the probabilities of the right answers.
     */
    private static int shortest(ItemScores scores, int best, List<ScoredProgram> pool) {
        if (best == 0) return best;
        int shortest = best;
        for (int i = 1; i < pool.size(); i++)
            if (length(pool, i) < length(pool, shortest)
                    && scores.difference(i, 0).estimate() > 0
                    && isWithinNoise(scores, best, i)) shortest = i;
        return shortest;
    }

    private static boolean isWithinNoise(ItemScores scores, int best, int other) {
        return isSmall(scores.difference(best, other))
                && scores.softDifference(best, other).map(FinalChoice::isSmall).orElse(true);
    }

    private static boolean isSmall(PairedDifference behind) {
        return behind.estimate() <= behind.standardError() + ROUNDING;
    }

    private static int length(List<ScoredProgram> pool, int at) {
        return pool.get(at).program().promptLength();
    }

    /** Returns the summed difference to the seed program on the folds that did not choose. */
    private static double gainOnFolds(ItemScores scores, long seed) {
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
}
