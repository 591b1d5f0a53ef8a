package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.AdaptSettings.Gate;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * When an open contest makes way for a later result (ADR 70): if nothing speaks for its challenger,
 * or if the later result will probably be decided sooner. A contest that makes way promotes
 * nothing, so an estimate may decide it.
 */
record Succession(DecisionBuilder decision, RolloutKeys keys) {
    /** Tasks after which a contest without evidence makes way for any later result. */
    static final int FAIR_SHARE = 10 * Gate.ROUND;

    /** Standard errors of a 95 % interval, from end to end. */
    private static final double WIDTH = 2 * 1.96;

    /** What the run of a later result began with. */
    enum Base {
        CHAMPION,
        /** The challenger, or what runs made of it. */
        CHALLENGER,
        OTHER
    }

    /**
     * Whether the contest makes way.
     *
     * @param contest an open one, after a round
     * @param later what waited when the scores of the round came
     */
    boolean makesWay(GateContest contest, @Nullable ChallengerOffered later, Project project) {
        if (later == null || decision.has(keys.stopped())) return false;
        if (VersionId.of(project.id(), later.best()).equals(contest.champion())) return false;
        Gate gate = requireNonNull(project.adapt()).gate();
        double nextLevel = GateForecast.level(gate, contest);
        return makesWay(gate.margin(), contest, later, base(contest, later), nextLevel);
    }

    /**
     * Whether the contest makes way, by its numbers.
     *
     * @param nextLevel level of the later result's contest
     */
    static boolean makesWay(
            double margin,
            GateContest contest,
            ChallengerOffered later,
            Base base,
            double nextLevel) {
        double improvement = improvement(later);
        if (contest.evidence() <= 1)
            return improvement > 0 || contest.differences().size() >= FAIR_SHARE;
        double gain = contest.gain() - margin;
        double laterGain =
                switch (base) {
                    case CHAMPION -> improvement - margin;
                    case CHALLENGER -> improvement + gain;
                    case OTHER -> 0;
                };
        double missing = -StrictMath.log(contest.level() * contest.evidence());
        return isSooner(laterGain, -StrictMath.log(nextLevel), gain, missing);
    }

    /** The number of tasks goes with the missing evidence, as a logarithm, and with 1 / gain². */
    private static boolean isSooner(
            double laterGain, double laterMissing, double gain, double missing) {
        double later = Math.max(laterGain, 0);
        double now = Math.max(gain, 0);
        return missing * later * later > laterMissing * now * now;
    }

    /**
     * What the run gained on its validation tasks, less a standard error: they chose the result.
     */
    private static double improvement(ChallengerOffered later) {
        ScoreStats best = unselected(later.bestScores());
        ScoreStats seed = unselected(later.seedScores());
        double error = StrictMath.hypot(error(best), error(seed));
        return Math.max(best.mean() - seed.mean() - error, 0);
    }

    /** The scores of answers that chose nothing, where the run has them. */
    private static ScoreStats unselected(ScoreSummary scores) {
        ScoreStats rescored = scores.rescored();
        return rescored == null ? scores.validation() : rescored;
    }

    private static double error(ScoreStats scores) {
        return (scores.high() - scores.low()) / WIDTH;
    }

    /** After a promotion or an alarm the chain begins anew, so it may have left the challenger. */
    private Base base(GateContest contest, ChallengerOffered later) {
        Set<String> seen = new TreeSet<>();
        VersionId version = VersionId.of(contest.project(), later.seed());
        while (version != null && seen.add(version.value())) {
            if (version.equals(contest.challenger())) return Base.CHALLENGER;
            if (version.equals(contest.champion())) return Base.CHAMPION;
            PromptVersion known = decision.get(keys.version(version));
            version = known == null ? null : known.parent();
        }
        return Base.OTHER;
    }
}
