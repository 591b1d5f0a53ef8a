package metatextgrad.experiments.live;

import java.util.List;
import java.util.SplittableRandom;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.state.Contest;
import metatextgrad.rollout.Comparison;

/**
 * Traffic of a canary in which both versions are equally good. So each alarm, of either side, is
 * false.
 */
public enum CanaryWorld {
    /** Users like seven of ten answers. */
    STEADY,
    /** They like ever fewer: nine of ten at first, three of ten at last. */
    TRENDING,
    /** The challenger serves more, step by step. Each step is a contest of its own. */
    GROWING_SHARE,
    /** Some users like nearly all answers, others nearly none. Each user counts once. */
    CLUSTERED_USERS,
    /**
     * Users who complain do so at once; the others answer late or never. A missing feedback is
     * none. Each answer counts at one age, so the speed of feedback has no effect.
     */
    FAST_COMPLAINTS;

    private static final int ANSWERS = 2_000;
    private static final List<Double> SHARE = List.of(.2);
    private static final List<Double> GROWING = List.of(.05, .1, .2, .5);
    private static final double GIVES_FEEDBACK = .5;

    /** Returns whether the comparison ever finds the challenger better, at this level. */
    boolean promotes(double level, SplittableRandom random) {
        List<Double> shares = this == GROWING_SHARE ? GROWING : SHARE;
        int each = ANSWERS / shares.size();
        for (int step = 0; step < shares.size(); step++)
            if (promotes(level, shares.get(step), step * each, each, random)) return true;
        return false;
    }

    private boolean promotes(
            double level, double share, int first, int answers, SplittableRandom random) {
        Contest contest = Contest.begun(new ProjectId("canary"), new Serial(1), share);
        for (int i = first; i < first + answers; i++) {
            double likes = likes(i, random);
            boolean right = random.nextDouble() < likes;
            if (this == FAST_COMPLAINTS && right && random.nextDouble() > GIVES_FEEDBACK) continue;
            contest = Comparison.with(contest, random.nextDouble() < share, right ? 1 : 0);
            if (Comparison.better(contest) >= 1 / level) return true;
        }
        return false;
    }

    private double likes(int answer, SplittableRandom random) {
        return switch (this) {
            case STEADY, GROWING_SHARE, FAST_COMPLAINTS -> .7;
            case TRENDING -> .9 - .6 * answer / ANSWERS;
            case CLUSTERED_USERS -> random.nextBoolean() ? .95 : .15;
        };
    }
}
