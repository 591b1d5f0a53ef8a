package metatextgrad.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Detects that the mean of scores has dropped below what it was. It is an e-detector of the type of
 * Shiryaev and Roberts (Shin, Ramdas and Rinaldo 2024): a new bet on lower scores begins at each
 * score, and the alarm comes when all of them together have won {@link #ALARM} times their stake.
 * If the mean stays, that takes at least as many scores on average.
 *
 * <p>The bets are on scores below the lower end of an interval of the scores before. So an error in
 * their mean delays an alarm, and seldom makes one. A cumulative sum (CUSUM) with one of the stakes
 * estimates since when the scores are lower. A score counts as one before the drop once this sum is
 * back at its start. So the scores after a drop change no baseline.
 *
 * <p>Sums and products only: the numbers are the same on all processors. Immutable.
 *
 * @param before scores before the suspected drop, at most {@link #BASELINE}
 * @param after scores since then
 * @param rise of the cumulative sum above its start, 1 or more
 * @param wealth of each stake, summed over the starts of its bets
 */
public record DriftDetector(Scores before, Scores after, double rise, List<Double> wealth) {
    /** The average number of scores until a false alarm is at least this. */
    public static final int ALARM = 20_000;

    /** The most scores from which the baseline comes. */
    public static final int BASELINE = 2_000;

    /** Scores before the first bet. */
    public static final int LEAST = 200;

    /**
     * The baseline is this many standard errors below the mean. With fewer, a mean that only rises
     * and falls within a day raises alarms (ADR 55).
     */
    private static final double ERRORS = 3;

    /** Stakes, as parts of the largest loss. */
    private static final List<Double> STAKES = List.of(.025, .05, .1, .2);

    /** The stake of the cumulative sum. */
    private static final double STAKE = .1;

    /** A number of scores and their sum. */
    public record Scores(int number, double sum) {
        static final Scores NONE = new Scores(0, 0);

        /** Mean of the scores; 0 if there are none. */
        public double mean() {
            return number == 0 ? 0 : sum / number;
        }

        private Scores plus(Scores other) {
            return new Scores(number + other.number, sum + other.sum);
        }
    }

    public DriftDetector {
        wealth = List.copyOf(wealth);
    }

    /** Returns the detector before the first score. */
    public static DriftDetector begun() {
        return new DriftDetector(
                Scores.NONE, Scores.NONE, 1, Collections.nCopies(STAKES.size(), 0.0));
    }

    /**
     * Returns the detector with one more score.
     *
     * @param score from 0 to 1
     */
    public DriftDetector with(double score) {
        Scores one = new Scores(1, score);
        double baseline = baseline();
        if (before.number < LEAST || baseline == 0)
            return new DriftDetector(baselineWith(one), Scores.NONE, 1, wealth);
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < STAKES.size(); i++)
            next.add((wealth.get(i) + 1) * bet(STAKES.get(i), score, baseline));
        double risen = rise * bet(STAKE, score, baseline);
        Scores since = after.plus(one);
        return risen > 1
                ? new DriftDetector(before, since, risen, next)
                : new DriftDetector(baselineWith(since), Scores.NONE, 1, next);
    }

    /** The mean below which scores count as evidence; in [0, 1). */
    public double baseline() {
        return Interval.wilson(before.mean(), before.number, ERRORS).low();
    }

    public boolean alarm() {
        return wealth.stream().mapToDouble(w -> w).sum() / STAKES.size() >= ALARM;
    }

    private Scores baselineWith(Scores more) {
        return before.number + more.number > BASELINE ? before : before.plus(more);
    }

    private static double bet(double stake, double score, double baseline) {
        return 1 + stake / (1 - baseline) * (baseline - score);
    }
}
