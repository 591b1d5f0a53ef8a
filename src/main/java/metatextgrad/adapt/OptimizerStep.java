package metatextgrad.adapt;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.model.Program;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Comparison;
import metatextgrad.model.live.OptimizerContest.Stage;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The contests of optimizers in one project's chain of runs. One comparison is open at a time. It
 * begins after a window, or after the comparison before it, while the day's part of the budget
 * covers it.
 *
 * @param champion the program that serves
 */
record OptimizerStep(DecisionBuilder decision, AdaptKeys keys, Program champion) {
    /**
     * Returns the state after a window: it can begin a contest, and give one more evidence.
     *
     * @param state in this window
     */
    AdaptState close(AdaptState state, SetClosed closed) {
        decision.put(keys.window(state.window()), closed);
        forget(state, closed.at());
        OptimizerContest last = state.contest();
        LocalDate day = LocalDate.ofInstant(closed.at(), ZoneOffset.UTC);
        OptimizerContest contest =
                last != null && last.stage() == Stage.OPEN
                        ? current(state, last.on(day))
                        : begun(state, last, day);
        if (contest == null) return state;
        return state.with(compare(state, contest));
    }

    /** Returns the state after the score of a step; the same state if its comparison is open. */
    AdaptState keep(AdaptState state, StepScored scored) {
        OptimizerContest contest = state.contest();
        if (contest == null || contest.open() == null) return state;
        FirstSteps steps = new FirstSteps(contest, contest.open());
        List<TrialId> all = steps.trials();
        if (!all.contains(scored.trial())) return state;
        decision.put(keys.step(scored.trial()), scored);
        List<StepScored> known =
                all.stream().flatMap(trial -> Stream.ofNullable(scored(trial))).toList();
        if (known.size() < all.size()) return state;
        decision.deleteAll(keys.steps());
        long calls = known.stream().mapToLong(one -> one.cost().total().requests()).sum();
        OptimizerContest next = OptimizerRule.after(contest, steps.observed(known), calls);
        if (next.stage() != Stage.OPEN) decide(next);
        return state.with(state.on() ? compare(state, next) : next);
    }

    private @Nullable StepScored scored(TrialId trial) {
        return decision.get(keys.step(trial));
    }

    /** Returns the state without an open contest, which rests on scores of another kind. */
    AdaptState reset(AdaptState state) {
        decision.deleteAll(keys.windows());
        OptimizerContest contest = state.contest();
        if (contest == null || contest.stage() != Stage.OPEN) return state;
        if (contest.open() != null) stop(new FirstSteps(contest, contest.open()));
        OptimizerContest ended =
                contest.ended(Stage.DROPPED, "the evidence of the project has changed");
        decide(ended);
        return state.with(ended);
    }

    /** Returns an open contest, or its end if the definition of the project has changed. */
    private OptimizerContest current(AdaptState state, OptimizerContest contest) {
        boolean applies =
                ChainOptimizers.incumbent(
                                state.project(), keys.versions(decision), contest.candidate())
                        .equals(Optional.of(contest.incumbent()));
        Comparison open = contest.open();
        boolean kept = open != null && decision.has(keys.window(open.window()));
        if (applies && (open == null || kept)) return contest;
        if (open != null) stop(new FirstSteps(contest, open));
        if (applies) return contest.comparing(null);
        OptimizerContest ended =
                contest.ended(Stage.DROPPED, "the optimizers of the project file have changed");
        decide(ended);
        return ended;
    }

    /** Ends steps whose window is not kept any more, or whose contest is over. */
    private void stop(FirstSteps steps) {
        for (TrialId trial : steps.trials())
            if (!decision.has(keys.step(trial))) decision.emit(new TrialStopped(trial));
        decision.deleteAll(keys.steps());
    }

    /** Returns the next contest, or the last one if it is too early or there is no candidate. */
    private @Nullable OptimizerContest begun(
            AdaptState state, @Nullable OptimizerContest last, LocalDate day) {
        AdaptSettings.Meta meta = requireNonNull(state.project().adapt()).meta();
        int since = last == null ? 0 : last.window();
        if (state.window() < since + meta.every() || meta.budgetShare() == 0) return last;
        return ChainOptimizers.next(state.project(), keys.versions(decision))
                .map(
                        next ->
                                OptimizerContest.begun(
                                        last == null ? 1 : last.number() + 1,
                                        state.window(),
                                        next.version(),
                                        next.incumbent(),
                                        day,
                                        last == null ? 0 : last.on(day).calls()))
                .orElse(last);
    }

    /** Begins the comparison on the newest window that the contest has not used. */
    private OptimizerContest compare(AdaptState state, OptimizerContest contest) {
        if (contest.stage() != Stage.OPEN || contest.open() != null) return contest;
        Project project = AdaptRules.ofWindows(state.project());
        int steps =
                new ComparisonBudget(
                                project,
                                requireNonNull(decision.get(keys.started())).prices(),
                                contest)
                        .steps(champion);
        SetClosed window = unused(contest).orElse(null);
        if (steps == 0 || window == null) return contest;
        Comparison next = new Comparison(WindowRequested.number(window.set()), steps);
        new FirstSteps(contest, next)
                .requests(project, window.snapshot().spec(), champion)
                .forEach(decision::emit);
        return contest.comparing(next);
    }

    /** A candidate is not judged on the window that it was learned on. */
    private Optional<SetClosed> unused(OptimizerContest contest) {
        return decision.all(keys.windows()).stream()
                .filter(
                        window -> {
                            int number = WindowRequested.number(window.set());
                            return contest.observations().stream()
                                            .noneMatch(one -> one.window() == number)
                                    && !AdaptState.run(keys.project(), number)
                                            .equals(contest.candidate().run());
                        })
                .max(Comparator.comparing(SetClosed::set));
    }

    /** Deletes the windows whose tasks intake deletes next, and those with old tasks. */
    private void forget(AdaptState state, Instant now) {
        int first = state.window() - WindowRequested.KEPT + 2;
        Instant oldest = now.minus(requireNonNull(state.project().adapt()).pool().keep());
        for (RowKey<SetClosed> key : decision.keys(keys.windows())) {
            SetClosed window = requireNonNull(decision.get(key));
            if (WindowRequested.number(window.set()) < first || window.at().isBefore(oldest))
                decision.delete(key);
        }
    }

    /** Stores and publishes the verdict of a contest. */
    private void decide(OptimizerContest contest) {
        Verdict verdict = contest.stage() == Stage.ADOPTED ? Verdict.ADOPTED : Verdict.REJECTED;
        OptimizerVersion version = contest.candidate().contested(contest.known(), verdict);
        decision.put(keys.decided(contest.number()), version);
        decision.emit(version);
    }
}
