package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Failure;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/** One round of a contest: both versions answer the same tasks of the gate. */
record GateRound(DecisionBuilder decision, RolloutKeys keys) {
    private static final String CHAMPION = "champion";
    private static final String CHALLENGER = "challenger";

    /**
     * A day if each attempt ends half an hour after its last answer; less if calls fail at once.
     */
    static final int MOST_ATTEMPTS = 50;

    /** Requests the tasks of the next round, if the contest is open. */
    void request(Project project, GateContest contest) {
        if (contest.stage() != Stage.OPEN) return;
        int left = requireNonNull(project.adapt()).gate().maxItems() - contest.differences().size();
        decision.emit(
                new GateItemsRequested(
                        project,
                        contest.champion(),
                        contest.challenger(),
                        contest.number(),
                        contest.round(),
                        Math.min(AdaptSettings.Gate.ROUND, left)));
    }

    /** Requests the answers of both versions. */
    void evaluate(
            GateContest contest,
            Project project,
            SetClosed closed,
            PromptVersion champion,
            PromptVersion challenger) {
        evaluate(contest, project, closed, CHAMPION, champion);
        evaluate(contest, project, closed, CHALLENGER, challenger);
    }

    /**
     * Keeps the scores of a version; others are ignored. The result that may take the place of the
     * contest is the one that waits now, also if the tasks of the round are read later: scores and
     * results have an order, and tasks are in another topic.
     *
     * <p>Scores that are missing since a budget is used up or a server is away show nothing about a
     * version, so it answers again. Recorded answers are not called again.
     */
    void keep(GateContest contest, Project project, GateScored scored) {
        String role = scored.trial().equals(trial(contest, CHAMPION)) ? CHAMPION : CHALLENGER;
        if (!scored.trial().equals(trial(contest, role))
                || decision.has(keys.gateScore(scored.trial()))) return;
        decision.put(keys.gateScore(scored.trial()), scored);
        if (!scored.trial().equals(trial(contest, role))) {
            again(contest, project, role);
            return;
        }
        decision.delete(keys.later());
        ChallengerOffered next = decision.get(keys.next());
        if (next != null) decision.put(keys.later(), next);
    }

    @Nullable GateScored ofChampion(GateContest contest) {
        return decision.get(keys.gateScore(trial(contest, CHAMPION)));
    }

    @Nullable GateScored ofChallenger(GateContest contest) {
        return decision.get(keys.gateScore(trial(contest, CHALLENGER)));
    }

    private void again(GateContest contest, Project project, String role) {
        SetClosed closed = decision.get(keys.tasks());
        VersionId version = role.equals(CHAMPION) ? contest.champion() : contest.challenger();
        PromptVersion known = decision.get(keys.version(version));
        if (closed != null && known != null) evaluate(contest, project, closed, role, known);
    }

    /** Deletes the rows of a round. */
    void clear() {
        decision.delete(keys.tasks());
        decision.delete(keys.later());
        decision.deleteAll(keys.gateScores());
    }

    private void evaluate(
            GateContest contest,
            Project project,
            SetClosed closed,
            String role,
            PromptVersion scored) {
        decision.emit(
                new EvaluationRequested(
                        new StepRef(
                                project.id(),
                                contest.run(),
                                RunKind.GATE,
                                trial(contest, role),
                                0,
                                contest.number()), // another draw: recorded answers are from before
                        role,
                        scored.program(),
                        project.loop(),
                        closed.snapshot().spec(),
                        Split.GATE,
                        false,
                        contest.number(),
                        BatchRequested.NO_DRAW,
                        null));
    }

    /** Returns the present attempt of a version: the first whose scores are not lost. */
    private TrialId trial(GateContest contest, String role) {
        TrialId trial = trial(contest, role, 1);
        for (int attempt = 2; attempt <= MOST_ATTEMPTS && isLost(trial); attempt++)
            trial = trial(contest, role, attempt);
        return trial;
    }

    private boolean isLost(TrialId trial) {
        GateScored scored = decision.get(keys.gateScore(trial));
        return scored != null && scored.failure() instanceof Failure.Infrastructure;
    }

    private static TrialId trial(GateContest contest, String role, int attempt) {
        return new TrialId(
                ContentHash.of(
                        "gate",
                        contest.project(),
                        contest.number(),
                        contest.round(),
                        role,
                        attempt));
    }
}
