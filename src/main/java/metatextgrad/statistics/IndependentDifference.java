package metatextgrad.statistics;

import metatextgrad.model.ScoreStats;

/**
 * The difference of two mean scores on different items, with a 95 % interval.
 *
 * <p>The interval combines the Wilson intervals of both means (Newcombe 1998, method 10). It holds
 * for other items of both sets.
 *
 * @param estimate mean of the first minus mean of the second
 */
public record IndependentDifference(double estimate, double low, double high) {
    /** Compares two means; without any score on one side, the interval is the whole range. */
    public static IndependentDifference of(ScoreStats first, ScoreStats second) {
        if (first.scored() == 0 || second.scored() == 0) return new IndependentDifference(0, -1, 1);
        double estimate = first.mean() - second.mean();
        return new IndependentDifference(
                estimate,
                estimate - Math.hypot(first.mean() - first.low(), second.high() - second.mean()),
                estimate + Math.hypot(first.high() - first.mean(), second.mean() - second.low()));
    }
}
