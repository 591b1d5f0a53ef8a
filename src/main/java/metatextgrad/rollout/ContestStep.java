package metatextgrad.rollout;

import java.time.Duration;
import java.util.Locale;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.AdaptSettings.Canary;
import metatextgrad.model.state.Contest;
import org.jspecify.annotations.Nullable;

/** Adds one judged answer to a contest, and derives what follows from all of them. */
record ContestStep(DecisionBuilder decision, RolloutKeys keys) {
    /** After this many judged answers a challenger that passed the gate is promoted (auto). */
    static final int ENOUGH = 200;

    /** Of these, answers of the newer version without which the rule promotes nothing. */
    static final int ENOUGH_OTHERS = 30;

    /** Returns the serving table after this answer; the same table if nothing follows. */
    PromptsServed handle(PromptsServed table, TaskJudged judged) {
        if (!(table.serving() instanceof Serving.Shared other)) return stale(table);
        Canary settings = keys.canary(decision);
        if (other instanceof Serving.Holdback
                && judged.served().isAfter(other.since().plus(settings.holdbackFor())))
            return end(table, "not found worse in " + days(settings.holdbackFor()));
        Contest contest = count(table, judged, other);
        if (contest == null) return stale(table);
        if (Comparison.mismatch(contest) >= Comparison.MISMATCH)
            return undecided(table, Cause.FEEDBACK_MISMATCH, mismatch(contest));
        boolean over = contest.answers() >= Comparison.MAX;
        return switch (other) {
            case Serving.Canary canary -> {
                if (Comparison.worse(contest) >= Comparison.ALARM)
                    yield end(table, worse("challenger", canary.version(), contest));
                if (contest.answers() >= ENOUGH
                        && contest.others() >= ENOUGH_OTHERS
                        && Comparison.mismatch(contest) < Comparison.SUSPICION
                        && isAuto(table, canary)
                        && isShownBetter(contest))
                    yield RolloutStep.promoted(
                            table,
                            canary,
                            settings.holdback(),
                            keys.judgedAt(decision, judged),
                            (isGated() ? "not found worse by users: " : "found better by users: ")
                                    + numbers(contest),
                            "");
                yield over
                        ? undecided(
                                table, Cause.CANARY_ANSWERS_USED, "undecided: " + numbers(contest))
                        : table;
            }
            case Serving.Holdback former -> {
                if (Comparison.better(contest) >= Comparison.ALARM) {
                    String why = worse("new champion", table.champion(), contest);
                    yield RolloutStep.back(table, former.version(), why, "");
                }
                yield over ? end(table, "not found worse: " + numbers(contest)) : table;
            }
        };
    }

    /**
     * Stores and returns the contest with this answer; null if the answer does not belong to this
     * contest.
     */
    private @Nullable Contest count(PromptsServed table, TaskJudged judged, Serving.Shared other) {
        double share = other.share();
        boolean ofOther = judged.version().equals(other.version());
        double chance = ofOther ? share : 1 - share;
        boolean ofContest = ofOther || judged.version().equals(table.champion());
        if (!ofContest
                || judged.evidence() == Evidence.JUDGE
                || Math.abs(judged.probability() - chance) > 1e-9) return null;
        Contest before = decision.get(keys.contest());
        if (before == null) before = Contest.begun(table.project(), table.serial(), share);
        Contest after = Comparison.with(before, ofOther, judged.score());
        decision.put(keys.contest(), after);
        decision.put(keys.unit(judged), judged);
        return after;
    }

    /** Whether the stated rule promotes this challenger: it beat this champion at the gate. */
    private boolean isAuto(PromptsServed table, Serving.Canary canary) {
        GateContest gate = decision.get(keys.gate());
        return keys.isAuto(decision)
                && gate != null
                && gate.stage() == GateContest.Stage.SERVING
                && gate.challenger().equals(canary.version())
                && gate.champion().equals(table.champion());
    }

    /**
     * What the gate found better need not be found so again. Without a gate, users must find it.
     */
    private boolean isShownBetter(Contest contest) {
        return isGated() || Comparison.better(contest) >= Comparison.ALARM;
    }

    private boolean isGated() {
        GateContest gate = decision.get(keys.gate());
        return gate != null && gate.gated();
    }

    private PromptsServed stale(PromptsServed table) {
        decision.ignore(IgnoreReason.STALE);
        return table;
    }

    /** The champion serves alone again. What passed the gate has neither won nor lost. */
    private PromptsServed undecided(PromptsServed table, Cause cause, String why) {
        new GateStep(decision, keys).endServing(cause, why);
        return end(table, why);
    }

    private static PromptsServed end(PromptsServed table, String why) {
        return RolloutStep.back(table, table.champion(), why, "");
    }

    private static String worse(String role, VersionId version, Contest contest) {
        return "the %s %s is worse: %s".formatted(role, version, numbers(contest));
    }

    private static String mismatch(Contest contest) {
        return "undecided: one version is judged more often than the other; %d of %d judged answers are of the version that serves %.0f %%"
                .formatted(contest.others(), contest.answers(), 100 * contest.share());
    }

    static String days(Duration time) {
        return time.toDays() == 0 ? time.toSeconds() + " s" : time.toDays() + " days";
    }

    private static String numbers(Contest contest) {
        return String.format(
                Locale.ROOT,
                "%.3f of %d answers beside %.3f of %d",
                contest.otherMean(),
                contest.others(),
                contest.championMean(),
                contest.champions());
    }
}
