package metatextgrad.adapt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Observation;
import metatextgrad.model.live.OptimizerContest.Stage;

/**
 * When a contest of optimizers ends, and how: by a paired test that may be read after each window
 * (ADR 58). Of candidates whose differences, cut at {@link #LARGEST} on both sides, are not above 0
 * on average, at most {@link #LEVEL} are adopted. Pure.
 */
public final class OptimizerRule {
    /** The share of such candidates that are adopted, at most. */
    public static final double LEVEL = .05;

    /** A candidate is adopted or dropped after this many windows, and not before. */
    public static final int LEAST = 8;

    /** After this many windows a contest ends. */
    static final int MOST = 40;

    /**
     * A difference of this size counts as the largest one. Differences are small, since both
     * optimizers repair the same wrong answers, and the bets are on parts of the largest one.
     */
    static final double LARGEST = .125;

    /**
     * Bets as parts of the wealth, side by side, since the size of the gain is unknown. Smaller
     * ones could not win within {@link #MOST} windows (ADR 74).
     */
    private static final List<Double> STAKES = List.of(.3, .6, .9);

    private OptimizerRule() {}

    /** Returns an open contest after another comparison, which took these calls. */
    static OptimizerContest after(OptimizerContest contest, Observation one, long calls) {
        List<Observation> counted = new ArrayList<>(contest.counted());
        if (one.counts()) counted.add(one);
        OptimizerContest next = contest.observed(one, evidence(counted), calls);
        WindowEvidence known = next.known();
        boolean over = next.observations().size() >= MOST;
        if (known.windows() < LEAST)
            return over ? ended(next, Stage.DROPPED, "hardly compared") : next;
        if (known.evidence() >= 1 / LEVEL) return ended(next, Stage.ADOPTED, "better");
        if (known.difference() <= 0) return ended(next, Stage.DROPPED, "not better");
        return !over ? next : ended(next, Stage.DROPPED, "not shown to be better");
    }

    /** The mean wealth of bets on all differences, each from 1 on. */
    private static double evidence(List<Observation> counted) {
        double wealth = 0;
        for (double stake : STAKES) {
            double one = 1;
            for (Observation seen : counted)
                one *= 1 + stake * Math.clamp(seen.difference() / LARGEST, -1, 1);
            wealth += one;
        }
        return wealth / STAKES.size();
    }

    private static OptimizerContest ended(OptimizerContest contest, Stage stage, String how) {
        WindowEvidence known = contest.known();
        return contest.ended(
                stage,
                String.format(
                        Locale.ROOT,
                        "%s: %+.3f a step on %d windows, evidence %.1f of %.0f",
                        how,
                        known.difference(),
                        known.windows(),
                        known.evidence(),
                        1 / LEVEL));
    }
}
