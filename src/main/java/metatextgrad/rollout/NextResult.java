package metatextgrad.rollout;

import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import org.jspecify.annotations.Nullable;

/** The newest result of a run that waits for its contest. */
record NextResult(DecisionBuilder decision, RolloutKeys keys) {
    /**
     * A result of a window waits for its contest, also while the project is stopped. Other runs may
     * have read tasks of the gate.
     */
    void offer(ChallengerOffered offered) {
        VersionId version = VersionId.of(offered.project(), offered.best());
        boolean better = !offered.best().equals(offered.seed()) || isFormer(version);
        if (!better || offered.kind() != RunKind.WINDOW || isIgnored(offered)) return;
        GateContest last = decision.get(keys.gate());
        if (last != null && isContested(version, last)) repeatEnd(last);
        else if (!isContested(version, decision.get(keys.waiting())))
            decision.put(keys.next(), offered);
    }

    /** The next run would start from what has lost already, unless its end is published again. */
    private void repeatEnd(GateContest contest) {
        switch (contest.stage()) {
            case OPEN, PASSED, SERVING -> {}
            case PROMOTED ->
                    new GateStep(decision, keys)
                            .put(
                                    contest.after(
                                            Cause.PROMOTION_ROLLED_BACK,
                                            "it served and was taken back"));
            case WORSE, UNDECIDED, GUARDED, FAILED, REJECTED ->
                    new GateStep(decision, keys).put(contest);
        }
    }

    /** Keeps which window the next run works on, or the present one. */
    void follow(SetClosed closed) {
        if (WindowRequested.isWindow(closed.set())) decision.put(keys.window(), closed);
    }

    /**
     * After an alarm, what the run of the last window finds has no contest: it read old tasks.
     * After another definition it has none either: the run had other rules for scores and texts.
     */
    void ignoreOpenRun() {
        SetClosed window = decision.get(keys.window());
        if (window != null) decision.put(keys.ignoredWindow(), window);
    }

    private boolean isIgnored(ChallengerOffered offered) {
        SetClosed window = decision.get(keys.ignoredWindow());
        return window != null
                && offered.run()
                        .equals(
                                AdaptState.run(
                                        offered.project(), WindowRequested.number(window.set())));
    }

    /** A run that started from a former champion, and found nothing better, offers that. */
    private boolean isFormer(VersionId version) {
        PromptsServed table = decision.get(keys.table());
        return table != null
                && !table.champion().equals(version)
                && table.earlier().contains(version);
    }

    /**
     * Whether a version is in this contest, or has been with the present champion. Contests from
     * before an alarm or another definition do not count.
     */
    private boolean isContested(VersionId version, @Nullable GateContest contest) {
        PromptsServed table = decision.get(keys.table());
        GateContest outdated = decision.get(keys.outdated());
        return contest != null
                && (outdated == null || outdated.number() != contest.number())
                && contest.challenger().equals(version)
                && table != null
                && contest.champion().equals(table.champion());
    }
}
