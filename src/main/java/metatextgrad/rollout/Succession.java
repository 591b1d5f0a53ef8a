package metatextgrad.rollout;

import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.live.GateContest;

/**
 * When an open contest makes way for a later result of the chain (ADR 70): if the tasks so far
 * speak against its challenger, or if the later result will probably be decided sooner. To end a
 * contest without a promotion is free of error, so an estimate may decide it. Pure.
 */
final class Succession {
    /** Standard errors of a 95 % interval, from end to end. */
    private static final double WIDTH = 2 * 1.96;

    private Succession() {}

    /**
     * Whether the contest makes way.
     *
     * @param contest an open one, after a round
     * @param later result of a run that started from the challenger, or from what followed it
     * @param nextLevel level of the later result's contest
     */
    static boolean makesWay(GateContest contest, ChallengerOffered later, double nextLevel) {
        if (contest.evidence() < 1) return true;
        // The number of tasks goes with the missing evidence, as a logarithm, and 1 / gain².
        double gain = Math.max(contest.gain(), 0);
        double laterGain = gain + improvement(later);
        double missing = -StrictMath.log(contest.level() * contest.evidence());
        double laterMissing = -StrictMath.log(nextLevel);
        return missing * laterGain * laterGain > laterMissing * gain * gain;
    }

    /** What the run found on its validation tasks, less a standard error: they chose the result. */
    private static double improvement(ChallengerOffered later) {
        ScoreStats best = later.bestScores().validation();
        ScoreStats seed = later.seedScores().validation();
        double error = StrictMath.hypot(error(best), error(seed));
        return Math.max(best.mean() - seed.mean() - error, 0);
    }

    private static double error(ScoreStats scores) {
        return (scores.high() - scores.low()) / WIDTH;
    }
}
