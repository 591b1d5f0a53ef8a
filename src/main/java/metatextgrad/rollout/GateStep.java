package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The contests of a project that adapts: a result of a run answers the champion's tasks of the
 * gate, and serves only if it is better by the stated level.
 */
record GateStep(DecisionBuilder decision, RolloutKeys keys) {
    /** Requests the answers of both versions to the tasks of the current round. */
    void keep(SetClosed closed) {
        GateContest contest = contest();
        Project project = adapt();
        if (contest == null || project == null || contest.stage() != Stage.OPEN) return;
        String awaited = GateItemsRequested.set(contest.number(), contest.round());
        if (!closed.set().equals(awaited) || decision.has(keys.tasks())) return;
        PromptVersion champion = decision.get(keys.version(contest.champion()));
        PromptVersion challenger = decision.get(keys.version(contest.challenger()));
        if (champion == null || challenger == null) {
            put(contest.after(Cause.VERSION_UNKNOWN, "a version is not known any more"));
            return;
        }
        decision.put(keys.tasks(), closed);
        round().evaluate(contest, project, closed, champion, challenger);
    }

    void keep(GateScored scored) {
        GateContest contest = contest();
        Project project = adapt();
        if (contest == null || project == null || contest.stage() != Stage.OPEN) return;
        round().keep(contest, project, scored);
    }

    /**
     * Continues as far as the stored rows allow.
     *
     * @param now time of the event
     */
    void advance(Instant now) {
        advance(now, false);
    }

    /**
     * Continues.
     *
     * @param passed whether the present contest has passed by this event
     */
    private void advance(Instant now, boolean passed) {
        Project project = adapt();
        PromptsServed table = decision.get(keys.table());
        if (project == null || table == null) return;
        if (isOver(table.serving(), now)) {
            advance(now, passed);
            return;
        }
        waiting().dropServed(table);
        GateContest contest = contest();
        GateContest next = contest == null ? null : after(contest, project, table, now, passed);
        if (contest != null && next != null && !next.equals(contest)) {
            put(next);
            advance(now, contest.stage() == Stage.OPEN && next.stage() == Stage.PASSED);
        } else if ((contest == null || isFree(contest, table)) && begin(project, table, now)) {
            advance(now);
        }
    }

    /**
     * Ends an open contest, and a challenger that passed and is not promoted, since earlier tasks
     * do not count any more, or other rules for scores apply. A holdback continues: both versions
     * answer the same tasks.
     *
     * @param cause drift, or another definition
     */
    void end(Cause cause, String why) {
        waiting().end(cause, why);
        decision.delete(keys.next());
        GateContest contest = contest();
        if (contest == null) return;
        decision.put(keys.outdated(), contest);
        switch (contest.stage()) {
            case OPEN, PASSED, SERVING -> {
                round().clear();
                put(contest.after(cause, why));
                if (contest.stage() == Stage.SERVING) new RolloutStep(decision, keys).end(why);
            }
            case PROMOTED, WORSE, UNDECIDED, GUARDED, FAILED, REJECTED -> {}
        }
    }

    /** Ends the contest of a canary that shows nothing. */
    void endServing(Cause cause, String why) {
        GateContest contest = contest();
        if (contest != null && contest.stage() == Stage.SERVING) put(contest.after(cause, why));
    }

    /** Ends a canary or holdback whose time is over, with any number of judged answers. */
    private boolean isOver(Serving serving, Instant now) {
        if (!(serving instanceof Serving.Shared other)
                || !now.isAfter(other.since().plus(keys.canary(decision).holdbackFor())))
            return false;
        String time = ContestStep.days(keys.canary(decision).holdbackFor());
        boolean canary = other instanceof Serving.Canary;
        String why = canary ? "undecided in " + time : "not found worse in " + time;
        if (canary) endServing(Cause.CANARY_TIME_OVER, why);
        new RolloutStep(decision, keys).end(why);
        return true;
    }

    /**
     * Whether the next result can be contested. One that waits for a person makes way for a newer
     * one. One that waits for time to pass serves soon, and would else wait for that contest too.
     */
    private boolean isFree(GateContest contest, PromptsServed table) {
        boolean servesSoon = keys.isAuto(decision) && !table.marks().pinned();
        return switch (contest.stage()) {
            case OPEN, SERVING -> false;
            case PASSED -> !servesSoon && !(table.serving() instanceof Serving.Canary);
            case PROMOTED, WORSE, UNDECIDED, GUARDED, FAILED, REJECTED -> true;
        };
    }

    /** Returns whether a contest began that is not open: it passed at once, or lacks a text. */
    private boolean begin(Project project, PromptsServed table, Instant now) {
        ChallengerOffered offered = decision.get(keys.next());
        if (offered == null || decision.has(keys.stopped())) return false;
        decision.delete(keys.next());
        VersionId challenger = VersionId.of(project.id(), offered.best());
        if (challenger.equals(table.champion())) return false;
        GateContest last = contest();
        GateContest begun = begun(project, last, challenger, table, now);
        boolean passed = begun.stage() == Stage.PASSED;
        if (!passed && last != null && last.stage() == Stage.PASSED) waiting().keep(last);
        round().request(project, begun);
        put(begun);
        return begun.stage() != Stage.OPEN;
    }

    private GateContest after(
            GateContest contest,
            Project project,
            PromptsServed table,
            Instant now,
            boolean passed) {
        return switch (contest.stage()) {
            case OPEN ->
                    contest.champion().equals(table.champion())
                            ? judged(contest, project)
                            : restarted(contest, project, table, now);
            case PASSED -> served(contest, project, table, now, passed);
            case SERVING -> GateRule.ended(contest, table);
            case PROMOTED, WORSE, UNDECIDED, GUARDED, FAILED, REJECTED -> waiting().after(contest);
        };
    }

    /**
     * The comparison with a former champion does not apply to the present one, so it ends, and the
     * challenger has another contest.
     */
    private GateContest restarted(
            GateContest contest, Project project, PromptsServed table, Instant now) {
        round().clear();
        if (contest.challenger().equals(table.champion()))
            return contest.after(Cause.PROMOTED, table.why());
        put(contest.after(Cause.CHAMPION_CHANGED, "the champion has changed"));
        GateContest begun = begun(project, contest(), contest.challenger(), table, now);
        round().request(project, begun);
        return begun;
    }

    /** A program from before a text was frozen may lack it: then its contest has ended. */
    private GateContest begun(
            Project project,
            @Nullable GateContest last,
            VersionId challenger,
            PromptsServed table,
            Instant now) {
        Instant started = requireNonNull(decision.get(keys.adapt())).at();
        Instant known = now.isAfter(started) ? now : started;
        GateContest begun = GateRule.begun(project, last, challenger, table.champion(), known);
        PromptVersion version = decision.get(keys.version(challenger));
        return Optional.ofNullable(version)
                .flatMap(one -> DefinitionChange.missing(project, one.program()))
                .map(problem -> begun.after(Cause.FROZEN_TEXT_MISSING, problem))
                .orElse(begun);
    }

    private GateContest judged(GateContest contest, Project project) {
        SetClosed closed = decision.get(keys.tasks());
        if (closed == null) return contest;
        GateScored champion = round().ofChampion(contest);
        GateScored challenger = round().ofChallenger(contest);
        if (champion == null || challenger == null) return contest;
        ChallengerOffered later = decision.get(keys.later());
        round().clear();
        AdaptStarted started = requireNonNull(decision.get(keys.adapt()));
        GateContest next = GateRule.after(started, contest, closed.at(), champion, challenger);
        if (next.stage() == Stage.OPEN
                && new Succession(decision, keys).makesWay(next, later, project))
            return next.after(Cause.SUPERSEDED, next.reason() + ": a later result takes its place");
        if (next.stage() == Stage.OPEN) round().request(project, next);
        if (next.stage() == Stage.PASSED) waiting().replace();
        return next;
    }

    /** What passed serves a share: by the stated rule, or because an operator approved it. */
    private GateContest served(
            GateContest contest,
            Project project,
            PromptsServed table,
            Instant now,
            boolean passed) {
        if (!contest.champion().equals(table.champion()))
            return restarted(contest, project, table, now);
        if (table.serving() instanceof Serving.Canary canary)
            return canary.version().equals(contest.challenger())
                    ? contest.after(Cause.APPROVED, "serves a share since " + canary.since())
                    : contest;
        AdaptSettings adapt = requireNonNull(project.adapt());
        Instant since = now.isAfter(contest.at()) ? now : contest.at();
        boolean pinned = table.marks().pinned();
        if (pinned || !keys.isAuto(decision) || !isFree(table.serving(), since)) return contest;
        // Results and commands have no time, but the next judged answer or window has one. A share
        // that began in the past would be over at once.
        boolean known = now.isAfter(contest.at()) || (passed && contest.gated());
        if (!known) return contest;
        new RolloutStep(decision, keys)
                .canary(
                        contest.challenger(),
                        adapt.canary().share(),
                        since,
                        contest.gated()
                                ? "passed the gate: " + contest.reason()
                                : contest.reason());
        return contest.after(Cause.CANARY_STARTED, contest.reason());
    }

    private boolean isFree(Serving serving, Instant now) {
        return switch (serving) {
            case Serving.Alone alone -> true;
            case Serving.Canary canary -> false;
            case Serving.Holdback held ->
                    ApprovalRule.early(held, keys.canary(decision), keys.answers(decision), now)
                            .isEmpty();
        };
    }

    /** Publishes the present contest. */
    void put(GateContest contest) {
        GateContest known = contest();
        GateContest next = contest.numbered(known == null ? new Serial(1) : known.serial().next());
        decision.put(keys.gate(), next);
        decision.emit(next);
    }

    private WaitingVersion waiting() {
        return new WaitingVersion(decision, keys);
    }

    private GateRound round() {
        return new GateRound(decision, keys);
    }

    private @Nullable GateContest contest() {
        return decision.get(keys.gate());
    }

    /** The project as the last command defined it; null before the first one. */
    private @Nullable Project adapt() {
        AdaptStarted started = decision.get(keys.adapt());
        return started == null ? null : started.project();
    }
}
