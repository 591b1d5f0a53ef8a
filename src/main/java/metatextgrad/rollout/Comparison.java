package metatextgrad.rollout;

import metatextgrad.model.Contest;
import metatextgrad.statistics.EValues;

/**
 * How two versions compare that serve side by side (METHOD §4.4 item 4, row canary): differences
 * weighted by the inverse of the chance of each assignment, so that only chance decides who is
 * compared with whom; read as e-values, so that it may be looked at after every answer.
 */
public final class Comparison {
    /**
     * Of contests between equal versions at most 5 of 100 ever end by an alarm: a rollback without
     * need costs a contest, and nobody's answers.
     */
    public static final double ALARM = 20;

    /** Of contests whose answers come in the shares they should, at most 1 of 1,000 is stopped. */
    public static final double MISMATCH = 1_000;

    /** After so many answers a contest ends undecided. */
    public static final int MOST = 20_000;

    private Comparison() {}

    /** The contest with one more answer. */
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

    /** Evidence that the other version is worse. */
    public static double worse(Contest c) {
        return EValues.ofGain(-c.effect(), c.variation(), bound(c));
    }

    /** Evidence that the other version is better. */
    public static double better(Contest c) {
        return EValues.ofGain(c.effect(), c.variation(), bound(c));
    }

    /**
     * Evidence that judgements come in other shares than the versions are chosen: what was compared
     * then is who gets judged, and not which answers are good.
     */
    public static double mismatch(Contest c) {
        return EValues.ofMismatch(c.champions(), c.others(), c.share());
    }

    /** An effect is at most 1/min(share, 1 - share) away from 0, what is expected at most 1. */
    private static double bound(Contest c) {
        return 1 / c.share() + 1 / (1 - c.share());
    }
}
