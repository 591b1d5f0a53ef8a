package metatextgrad.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Detects that the mean of scores has dropped below what it was. It is an e-detector of the type of
 * Shiryaev and Roberts (Shin, Ramdas and Rinaldo 2024): a new bet on lower scores begins at each
 * score, and the alarm comes when all of them together have won {@link #ALARM} times their stake.
 * If the mean stays, that takes at least as many scores on average.
 *
 * <p>The baseline is the lower end of the 95 % interval of the scores before. So an error in it
 * delays an alarm, and seldom makes one. Sums and products only: the numbers are the same on all
 * processors. Immutable.
 *
 * @param baseline the mean that the scores are expected to have at least, in (0, 1)
 * @param scored number of scores since the baseline
 * @param wealth of each stake, summed over the starts of its bets
 */
public record DriftDetector(double baseline, int scored, List<Double> wealth) {
    /** The average number of scores until a false alarm is at least this. */
    public static final int ALARM = 20_000;

    /** Stakes, as parts of the largest loss. */
    private static final List<Double> STAKES = List.of(.05, .1, .2);

    public DriftDetector {
        wealth = List.copyOf(wealth);
        if (!(baseline > 0 && baseline < 1))
            throw new IllegalArgumentException("baseline must be in (0, 1), not " + baseline);
    }

    /**
     * Begins after a baseline was measured.
     *
     * @param mean of the scores of the baseline, from 0 to 1
     * @param scores number of these scores, 1 or more
     * @return null if the mean is 0, since nothing is lower
     */
    public static @Nullable DriftDetector after(double mean, int scores) {
        if (mean == 0) return null;
        double lower = Interval.wilson(mean, scores).low();
        return new DriftDetector(lower, 0, Collections.nCopies(STAKES.size(), 0.0));
    }

    /**
     * Returns the detector with one more score.
     *
     * @param score from 0 to 1
     */
    public DriftDetector with(double score) {
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < STAKES.size(); i++) {
            double stake = STAKES.get(i) / (1 - baseline);
            next.add((wealth.get(i) + 1) * (1 + stake * (baseline - score)));
        }
        return new DriftDetector(baseline, scored + 1, next);
    }

    public boolean alarm() {
        return wealth.stream().mapToDouble(w -> w).sum() / STAKES.size() >= ALARM;
    }
}
