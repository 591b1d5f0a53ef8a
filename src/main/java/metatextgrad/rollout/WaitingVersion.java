package metatextgrad.rollout;

import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import org.jspecify.annotations.Nullable;

/** A version that passed its contest and waits for a share, also while a later one is contested. */
record WaitingVersion(DecisionBuilder decision, RolloutKeys keys) {
    /** Whether this is the version that waits. */
    boolean isWaiting(VersionId version) {
        return isOf(decision.get(keys.gate()), version)
                || isOf(decision.get(keys.waiting()), version);
    }

    /** Ends the wait of a version. */
    void reject(ChallengerRejected command) {
        GateContest contest = decision.get(keys.gate());
        GateContest waiting = decision.get(keys.waiting());
        if (contest != null && isOf(contest, command.version())) put(rejected(contest, command));
        if (waiting == null || !isOf(waiting, command.version())) return;
        decision.delete(keys.waiting());
        put(rejected(waiting, command));
        // The later contest is still the present one.
        if (contest != null) put(contest);
    }

    /** Keeps a version that passed, while a later one is contested. */
    void keep(GateContest passed) {
        decision.put(keys.waiting(), passed);
    }

    /** A later version has passed too, and waits instead. */
    void replace() {
        decision.delete(keys.waiting());
    }

    /** Returns the contest after one that has ended: the version that waits still waits. */
    GateContest after(GateContest ended) {
        GateContest waiting = decision.get(keys.waiting());
        decision.delete(keys.waiting());
        return waiting == null ? ended : waiting.again(ended);
    }

    /**
     * What waited and serves now, by an approval, waits no more. A former champion may wait too:
     * the share that it keeps after a promotion is no approval.
     */
    void dropServed(PromptsServed table) {
        GateContest waiting = decision.get(keys.waiting());
        if (waiting == null) return;
        boolean serves =
                table.serving() instanceof Serving.Canary canary
                        && canary.version().equals(waiting.challenger());
        if (serves) end(Cause.APPROVED, "serves by an approval");
        else if (table.champion().equals(waiting.challenger())) end(Cause.PROMOTED, table.why());
    }

    /** Ends the wait behind a later contest, which stays the present one. */
    void end(Cause cause, String why) {
        GateContest waiting = decision.get(keys.waiting());
        GateContest contest = decision.get(keys.gate());
        if (waiting == null || contest == null) return;
        decision.delete(keys.waiting());
        put(waiting.after(cause, why));
        put(contest);
    }

    private static boolean isOf(@Nullable GateContest contest, VersionId version) {
        return contest != null
                && contest.stage() == Stage.PASSED
                && contest.challenger().equals(version);
    }

    private static GateContest rejected(GateContest contest, ChallengerRejected command) {
        String why = CommandTable.reason("rejected", command);
        return contest.after(
                Cause.REJECTED, command.by().isEmpty() ? why : why + ", by " + command.by());
    }

    private void put(GateContest contest) {
        new GateStep(decision, keys).put(contest);
    }
}
