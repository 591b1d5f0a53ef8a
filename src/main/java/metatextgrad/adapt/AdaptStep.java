package metatextgrad.adapt;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import metatextgrad.candidate.FrozenTexts;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.model.Program;
import metatextgrad.model.Serial;
import metatextgrad.model.Sizes;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.DefinitionChange;
import org.jspecify.annotations.Nullable;

/** The state transitions of one project's chain of runs. */
record AdaptStep(DecisionBuilder decision, AdaptKeys keys) {
    /**
     * A project that was stopped takes a new window: its last one may be drawn already. If contests
     * end, what waited for one is no base any more.
     */
    void start(AdaptStarted started) {
        AdaptState state = state();
        boolean known = started.equals(decision.get(keys.started()));
        if (state != null && state.on() && known) {
            decision.ignore(IgnoreReason.DUPLICATE);
            return;
        }
        decision.put(keys.started(), started);
        Project project = started.project();
        new ServablePrograms(decision, keys).add(project);
        if (state == null) {
            Program base = champion(project);
            request(store(new AdaptState(project, true, 1, null, base, "", null, new Serial(1))));
            return;
        }
        boolean changed = DefinitionChange.endsContests(state.project(), project);
        boolean kept = state.on() && !changed;
        if (!kept) rescoring().clear();
        if (changed && state.run() != null) decision.put(keys.beforeChange(), state);
        int window = kept || state.run() != null ? state.window() : state.window() + 1;
        AdaptState begun = state.as(project, true).in(window, state.run());
        if (changed) begun = begun.from(champion(project), state.last());
        boolean same = project.scoresLike(state.project());
        AdaptState next = put(same ? begun : optimizers(begun).reset(begun));
        if (next.run() == null) request(next);
    }

    void stop() {
        AdaptState state = state();
        if (state == null || !state.on()) decision.ignore(IgnoreReason.STALE);
        else put(state.as(state.project(), false));
    }

    /** Starts the run of a window. */
    void close(SetClosed closed) {
        AdaptState state = state();
        boolean awaited =
                state != null
                        && state.on()
                        && state.run() == null
                        && !decision.has(keys.rescoring())
                        && closed.set().equals(WindowRequested.set(state.window()));
        if (!awaited) {
            decision.ignore(IgnoreReason.STALE);
            return;
        }
        boolean dropped = decision.has(keys.drift());
        if (dropped && rescoring().begin(requireNonNull(state), closed, champion(state.project())))
            return;
        begin(requireNonNull(state), closed);
    }

    /** After a drop of scores, the run of the window starts from what scores best now. */
    void keep(GateScored scored) {
        AdaptState state = state();
        SetClosed closed = decision.get(keys.rescoring());
        if (state == null || closed == null) return;
        rescoring().keep(scored);
        DriftScores.Best best = rescoring().best().orElse(null);
        if (best == null) return;
        rescoring().clear();
        if (!state.on()) return;
        begin(put(state.from(best.program(), best.text())), closed);
    }

    private DriftScores rescoring() {
        return new DriftScores(decision, keys);
    }

    private void begin(AdaptState state, SetClosed closed) {
        RunRequested request = request(state, closed);
        decision.emit(request);
        decision.delete(keys.drift());
        put(optimizers(state).close(state.in(state.window(), request.id()), closed));
    }

    /** The next run starts from what the run of this window found. */
    void offer(ChallengerOffered offered) {
        AdaptState state = state();
        if (state == null || !offered.run().equals(state.run())) return;
        if (offered.best().equals(offered.seed())) return;
        decision.put(keys.found(), offered);
        if (isContested(offered)) rebase(state, offered.best());
    }

    /** What a run finds that began before an alarm or another definition has no contest. */
    private boolean isContested(ChallengerOffered offered) {
        AdaptState before = decision.get(keys.beforeChange());
        boolean ofBefore = before != null && offered.run().equals(before.run());
        return !ofBefore && !decision.has(keys.drift());
    }

    /** Continues the contest of optimizers. */
    void keep(StepScored scored) {
        AdaptState state = state();
        if (state == null) return;
        AdaptState next = optimizers(state).keep(state, scored);
        if (!next.equals(state)) put(next);
    }

    private OptimizerStep optimizers(AdaptState state) {
        return new OptimizerStep(decision, keys, champion(state.project()));
    }

    /** Requests the next window after the run of one. */
    void end(RunEnded ended) {
        AdaptState state = state();
        if (state == null || !ended.run().equals(state.run())) {
            decision.ignore(IgnoreReason.STALE);
            return;
        }
        decision.delete(keys.beforeChange());
        AdaptState next =
                put(state.in(state.window() + 1, null).from(state.base(), summary(state, ended)));
        if (next.on()) request(next);
    }

    /** After a change of the champion, the next run starts from the new one. */
    void follow(PromptsServed table) {
        PromptsServed known = decision.get(keys.table());
        if (known != null && table.serial().compareTo(known.serial()) <= 0) return;
        decision.put(keys.table(), table);
        AdaptState state = state();
        boolean changed = known != null && !known.champion().equals(table.champion());
        if (state != null && changed) rebase(state, champion(state.project()));
    }

    /**
     * What lost its contest is no base any more. If a version waits, its record follows, and it is
     * the base instead of the champion. After a drop of scores it is not: it passed before.
     */
    void follow(GateContest contest) {
        AdaptState state = state();
        if (state == null) return;
        Program champion = champion(state.project());
        boolean ofBase = contest.challenger().equals(version(state, state.base()));
        switch (contest.stage()) {
            case OPEN, SERVING, PROMOTED -> {}
            case PASSED -> {
                Program waiting = keys.program(decision, contest.challenger());
                boolean free = state.base().equals(champion) && !decision.has(keys.drift());
                if (waiting != null && free) rebase(state, waiting);
            }
            case WORSE, UNDECIDED, GUARDED, FAILED, REJECTED -> {
                if (ofBase) rebase(state, champion);
            }
        }
    }

    /**
     * After a drop of the champion's scores, the next run starts from the champion, and its window
     * waits for no more tasks than it must. An open run ends before. A project that is stopped
     * requests that window at its next start.
     */
    void follow(DriftDetected drift) {
        AdaptState state = state();
        if (state == null) {
            decision.ignore(IgnoreReason.STALE);
            return;
        }
        decision.put(keys.drift(), drift);
        Program champion = champion(state.project());
        if (!state.on() || state.run() != null) {
            rebase(state, champion);
            return;
        }
        // The window that waits may be drawn already, with tasks from before.
        rescoring().clear();
        request(put(state.from(champion, state.last()).in(state.window() + 1, null)));
    }

    private RunRequested request(AdaptState state, SetClosed closed) {
        Project project = AdaptRules.ofWindows(state.project());
        AdaptSettings adapt = requireNonNull(project.adapt());
        List<NextOptimizers.Chosen> chosen =
                ChainOptimizers.of(project, keys.versions(decision)).stream()
                        .filter(one -> AdaptRules.allows(adapt, one.spec()))
                        .toList();
        Project begun =
                project.withSeed(base(project, state.base()))
                        .withOptimizers(chosen.stream().map(NextOptimizers.Chosen::spec).toList())
                        .withBudget(AdaptSettings.budget(project));
        return new RunRequested(
                AdaptState.run(project.id(), state.window()),
                RunKind.WINDOW,
                begun,
                closed.snapshot().spec(),
                state.window(),
                chosen.stream()
                        .map(NextOptimizers.Chosen::version)
                        .filter(Objects::nonNull)
                        .toList(),
                ChainOptimizers.compared(keys.versions(decision), state.contest()),
                new Sizes(closed.snapshot().train().size(), closed.snapshot().val().size(), 0),
                requireNonNull(decision.get(keys.started())).prices(),
                null);
    }

    /** A program from before a text was frozen may lack it: then the run starts anew. */
    private static Program base(Project project, Program base) {
        AdaptSettings adapt = requireNonNull(project.adapt());
        FrozenTexts frozen = new FrozenTexts(adapt.frozen(), project.seed());
        return frozen.missing(base).isPresent() ? project.seed() : frozen.held(base);
    }

    private void request(AdaptState state) {
        DriftDetected drift = decision.get(keys.drift());
        decision.emit(
                new WindowRequested(
                        state.project(),
                        state.window(),
                        drift == null ? Instant.EPOCH : drift.at()));
    }

    private String summary(AdaptState state, RunEnded ended) {
        if (ended.status() != RunState.Status.FINISHED)
            return "run %s %s: %s"
                    .formatted(
                            ended.run(),
                            ended.status() == RunState.Status.FAILED ? "failed" : "was cancelled",
                            ended.reason());
        ChallengerOffered offered = decision.get(keys.found());
        String found =
                offered != null && offered.run().equals(ended.run())
                        ? version(state, offered.best()).value()
                        : "nothing better";
        return "run %s found %s%s"
                .formatted(
                        ended.run(), found, ended.reason().isEmpty() ? "" : ": " + ended.reason());
    }

    /** The program that serves; the seed program while none is known. */
    private Program champion(Project project) {
        PromptsServed table = decision.get(keys.table());
        Program serves = table == null ? null : keys.program(decision, table.champion());
        return serves == null ? project.seed() : serves;
    }

    private static VersionId version(AdaptState state, Program program) {
        return VersionId.of(state.project().id(), program);
    }

    private void rebase(AdaptState state, Program base) {
        if (!base.equals(state.base())) put(state.from(base, state.last()));
    }

    /** Stores and reports a state, as the next record. */
    private AdaptState put(AdaptState state) {
        return store(state.numbered(state.serial().next()));
    }

    private AdaptState store(AdaptState state) {
        decision.put(keys.state(), state);
        decision.emit(state);
        return state;
    }

    private @Nullable AdaptState state() {
        return decision.get(keys.state());
    }
}
