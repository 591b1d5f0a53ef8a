package metatextgrad.rollout;

import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.GateContest;
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
        if (!better || !AdaptState.isOfWindow(offered.run())) return;
        if (!isContested(version, decision.get(keys.gate()))
                && !isContested(version, decision.get(keys.waiting())))
            decision.put(keys.next(), offered);
    }

    /** A run that started from a former champion, and found nothing better, offers that. */
    private boolean isFormer(VersionId version) {
        PromptsServed table = decision.get(keys.table());
        return table != null
                && !table.champion().equals(version)
                && table.earlier().contains(version);
    }

    /** Whether a version is in this contest, or has been with the present champion. */
    private boolean isContested(VersionId version, @Nullable GateContest contest) {
        PromptsServed table = decision.get(keys.table());
        return contest != null
                && contest.challenger().equals(version)
                && table != null
                && contest.champion().equals(table.champion());
    }
}
