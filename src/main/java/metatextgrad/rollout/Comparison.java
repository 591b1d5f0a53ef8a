package metatextgrad.rollout;

import metatextgrad.model.state.Contest;
import metatextgrad.statistics.EValues;

/**
 * Compares two versions that serve side by side (METHOD §4.4 item 4, row canary). Differences are
 * weighted by the inverse of the chance of each assignment, so only chance decides which answers
 * are compared. The results are e-values, so you may look at them after every answer. Pure.
 */
public final class Comparison {
    /**
     * The threshold of an alarm. At most 5 of 100 contests between equal versions ever end by an
     * alarm. A needless rollback costs a contest, and no user's answers.
     */
    public static final double ALARM = 20;

    /**
     * The threshold of a mismatch. If answers come in the expected shares, at most 1 of 1,000
     * contests is stopped.
     */
    public static final double MISMATCH = 1_000;

    /** A version is promoted only while the evidence of a mismatch is below this. */
    public static final double SUSPICION = 1;

    /** A contest ends undecided after this many answers. */
    public static final int MAX = 20_000;

    private Comparison() {}

    /** Returns the contest with one more answer. */
    public static Contest with(Contest c, boolean other, double score) {
        int answers = c.answers();
        double usual = answers == 0 ? .5 : (c.championSum() + c.otherSum()) / answers;
        double effect = other ? (score - usual) / c.share() : (usual - score) / (1 - c.share());
        double expected = Math.clamp(c.meanEffect(), -1.0, 1.0);
        double distance = effect - expected;
        return new Contest(
                c.project(),
                c.serial(),
                c.share(),
                c.champions() + (other ? 0 : 1),
                c.championSum() + (other ? 0 : score),
                c.others() + (other ? 1 : 0),
                c.otherSum() + (other ? score : 0),
                c.effect() + effect,
                c.variation() + distance * distance);
    }

    /** Returns the evidence that the other version is worse. */
    public static double worse(Contest c) {
        return EValues.ofGain(-c.effect(), c.variation(), bound(c));
    }

    /** Returns the evidence that the other version is better. */
    public static double better(Contest c) {
        return EValues.ofGain(c.effect(), c.variation(), bound(c));
    }

    /**
     * Returns the evidence that the share of judged answers per version differs from its traffic
     * share. The comparison then shows who gets judged, and not which answers are good.
     */
    public static double mismatch(Contest c) {
        return EValues.ofMismatch(c.champions(), c.others(), c.share());
    }

    /**
     * An effect is at most 1/min(share, 1 - share) away from 0, and its expectation is at most 1.
     */
    private static double bound(Contest c) {
        return 1 / c.share() + 1 / (1 - c.share());
    }
}
