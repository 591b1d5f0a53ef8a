package metatextgrad.rollout;

import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.state.ChampionScores;
import metatextgrad.statistics.DriftDetector;
import metatextgrad.statistics.DriftDetector.Scores;

/**
 * Watches the judged answers of the champion of a project that adapts, in the order of their
 * arrival (ADR 55). Only their scores count: other tasks with equal scores are no alarm.
 */
record DriftStep(DecisionBuilder decision, RolloutKeys keys) {
    /** A task counts once among this many. */
    private static final int KNOWN = 1_000;

    /** Under other rules the same answers have other scores, so the watch begins anew. */
    void begin(AdaptStarted started) {
        AdaptStarted known = decision.get(keys.adapt());
        if (known != null && !known.project().scoresLike(started.project()))
            decision.delete(keys.scores());
    }

    /**
     * Counts an answer. After an alarm the watch begins anew, with what the champion scores then.
     *
     * @param champion the version that serves now
     */
    void count(VersionId champion, TaskJudged judged) {
        boolean counts =
                decision.has(keys.adapt())
                        && judged.version().equals(champion)
                        && judged.evidence() != Evidence.JUDGE
                        && !decision.has(keys.watched(judged.task()));
        if (!counts) return;
        ChampionScores known = decision.get(keys.scores());
        DriftDetector before =
                known != null && known.version().equals(champion)
                        ? detector(known)
                        : DriftDetector.begun();
        int place = known == null ? 0 : known.place() % KNOWN;
        remember(judged, place);
        DriftDetector after = before.with(judged.score());
        if (after.alarm()) alarm(champion, judged, after);
        DriftDetector next = after.alarm() ? DriftDetector.begun() : after;
        decision.put(keys.scores(), row(champion, place + 1, next));
    }

    /** An application may report a score twice. */
    private void remember(TaskJudged judged, int place) {
        TaskJudged oldest = decision.get(keys.watched(place));
        if (oldest != null) decision.delete(keys.watched(oldest.task()));
        decision.put(keys.watched(place), judged);
        decision.put(keys.watched(judged.task()), judged);
    }

    private void alarm(VersionId champion, TaskJudged judged, DriftDetector detector) {
        DriftDetected detected =
                new DriftDetected(
                        keys.project(),
                        champion,
                        detector.before().mean(),
                        detector.before().number(),
                        detector.after().mean(),
                        detector.after().number(),
                        judged.served());
        decision.emit(detected);
        new NextResult(decision, keys).ignoreOpenRun();
        new GateStep(decision, keys).end(Cause.DRIFT_DETECTED, detected.reason());
    }

    private static DriftDetector detector(ChampionScores row) {
        return new DriftDetector(
                new Scores(row.before(), row.beforeSum()),
                new Scores(row.after(), row.afterSum()),
                row.rise(),
                row.wealth());
    }

    private static ChampionScores row(VersionId champion, int place, DriftDetector of) {
        return new ChampionScores(
                champion,
                place,
                of.before().number(),
                of.before().sum(),
                of.after().number(),
                of.after().sum(),
                of.rise(),
                of.wealth());
    }
}
