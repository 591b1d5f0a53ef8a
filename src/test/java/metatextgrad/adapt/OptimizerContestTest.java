package metatextgrad.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.decide.Actor;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.OptimizerContest.Comparison;
import metatextgrad.model.live.OptimizerContest.Stage;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** The contest of a candidate with the optimizer in use, over the windows of a chain. */
final class OptimizerContestTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project PROJECT = Traffic.project();
    private static final OptimizerSpec IN_USE = PROJECT.optimizers().getFirst();
    private static final OptimizerSpec BETTER = IN_USE.withTaskDescription("better");
    private static final int STEPS = 12;

    private final Actor meta = Actor.of(new AdaptDecider());
    private final List<Event> emitted = new ArrayList<>();
    private int windows;

    @Test
    void shouldCompareACandidateAfterTheStatedWindows() {
        start(PROJECT);
        learn();
        for (int i = 0; i < 3; i++) window();
        assertThat(all(StepRequested.class)).isEmpty();
        window();

        assertThat(contest().candidate().spec()).isEqualTo(BETTER);
        assertThat(contest().incumbent()).isEqualTo(IN_USE);
        assertThat(contest().open()).isEqualTo(new Comparison(5, STEPS));
        List<StepRequested> steps = all(StepRequested.class);
        assertThat(steps).hasSize(2 * STEPS);
        for (int batch = 0; batch < STEPS; batch++) {
            StepRequested candidate = steps.get(2 * batch);
            StepRequested incumbent = steps.get(2 * batch + 1);
            assertThat(candidate.spec()).isEqualTo(BETTER.only(1));
            assertThat(incumbent.spec()).isEqualTo(IN_USE.only(1));
            assertThat(candidate.batch()).isEqualTo(batch).isEqualTo(incumbent.batch());
            assertThat(candidate.seed()).isEqualTo(incumbent.seed());
            assertThat(candidate.program()).isEqualTo(PROJECT.seed());
            assertThat(incumbent.program()).isEqualTo(PROJECT.seed());
            assertThat(candidate.snapshot()).isEqualTo(incumbent.snapshot());
            assertThat(candidate.snapshot().set()).isEqualTo("@window-000005");
        }
    }

    /** The first window is that on which it was learned. */
    @Test
    void shouldUseEachWindowOnceAndTheOlderOnesToo() {
        begin();
        for (int window = 5; window > 1; window--) {
            assertThat(contest().open()).isEqualTo(new Comparison(window, STEPS));
            answer(.5, .25);
        }
        assertThat(contest().open()).isNull();
        window();
        assertThat(contest().open()).isEqualTo(new Comparison(6, STEPS));
        assertThat(contest().observations())
                .extracting(o -> o.window())
                .containsExactly(5, 4, 3, 2);
    }

    @Test
    void shouldAdoptABetterOptimizerForTheNextRun() {
        begin();
        while (contest().stage() == Stage.OPEN) {
            if (contest().open() == null) window();
            answer(.5, .25);
        }
        assertThat(contest().stage()).isEqualTo(Stage.ADOPTED);
        assertThat(contest().observations()).hasSize(8);
        OptimizerVersion adopted = all(OptimizerVersion.class).getLast();
        assertThat(adopted.verdict()).isEqualTo(Verdict.ADOPTED);
        assertThat(adopted.contest()).isEqualTo(contest().known());
        assertThat(adopted.serial().number()).isEqualTo(2);
        window();
        RunRequested next = all(RunRequested.class).getLast();
        assertThat(next.project().optimizers()).containsExactly(BETTER);
        assertThat(next.versions()).containsExactly(adopted);
        assertThat(next.past()).containsExactly(adopted);
    }

    /** The meta model reads how the candidate does so far, and at most the last six. */
    @Test
    void shouldShowTheNextRunWhatWindowsCompared() {
        begin();
        answer(.5, .25);
        window();
        assertThat(all(RunRequested.class).getLast().past())
                .singleElement()
                .satisfies(
                        past -> {
                            assertThat(past.spec()).isEqualTo(BETTER);
                            assertThat(past.contest().windows()).isEqualTo(1);
                            assertThat(past.contest().difference()).isEqualTo(.25);
                        });
        OptimizerVersion one = all(RunRequested.class).getLast().past().getFirst();
        assertThat(ChainOptimizers.compared(Collections.nCopies(9, one), null)).hasSize(6);
    }

    @Test
    void shouldDropAnOptimizerThatIsNotBetter() {
        begin();
        while (contest().stage() == Stage.OPEN) {
            if (contest().open() == null) window();
            answer(.25, .25);
        }
        assertThat(contest().stage()).isEqualTo(Stage.DROPPED);
        assertThat(all(OptimizerVersion.class).getLast().verdict()).isEqualTo(Verdict.REJECTED);
        int steps = all(StepRequested.class).size();
        for (int i = 0; i < 6; i++) window();
        assertThat(all(StepRequested.class)).hasSize(steps);
        assertThat(all(RunRequested.class).getLast().project().optimizers())
                .containsExactly(IN_USE);
    }

    @Test
    void shouldKeepTheOptimizersOfAChainThatSharesNoBudgetWithThem() {
        start(with(new AdaptSettings.Meta(1, 0), 10_000));
        learn();
        for (int i = 0; i < 6; i++) window();
        assertThat(all(StepRequested.class)).isEmpty();
    }

    /** A day's part of 240 calls is enough for one step of both on four batches. */
    @Test
    void shouldTakeAsManyStepsAsADaysPartPays() {
        start(with(new AdaptSettings.Meta(5, .2), 1_200));
        learn();
        for (int i = 0; i < 4; i++) window();
        int steps = contest().open().steps();
        assertThat(steps).isBetween(1, STEPS - 1);
        answer(.5, .25);
        assertThat(contest().calls()).isEqualTo(2L * steps);
        assertThat(contest().day()).isEqualTo(LocalDate.of(2026, 11, 28));
    }

    @Test
    void shouldTakeABatchForEvidenceOnlyIfAModelAnsweredBothSteps() {
        begin();
        List<TrialId> open = open();
        Failure broken = new Failure.Infrastructure("why");
        for (int i = 0; i < open.size(); i++)
            handle(scored(open.get(i), .5, i == 0 ? broken : null));
        assertThat(contest().observations().getFirst().steps()).isEqualTo(STEPS - 1);
    }

    @Test
    void shouldBeginNoComparisonOnceStopped() {
        begin();
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        answer(.5, .25);
        assertThat(contest().open()).isNull();
        assertThat(contest().observations()).hasSize(1);
    }

    @Test
    void shouldEndAContestOfAnOptimizerThatTheProjectFileNoLongerHas() {
        begin();
        Project changed = PROJECT.withOptimizers(List.of(IN_USE.withTaskDescription("other")));
        handle(new AdaptStarted(changed, Prices.NONE, NOON, "ada"));
        window();
        assertThat(contest().stage()).isEqualTo(Stage.DROPPED);
        assertThat(all(TrialStopped.class)).hasSize(2 * STEPS);
    }

    /** intake has deleted its tasks, so its steps would never end. */
    @Test
    void shouldLeaveAComparisonWhoseWindowIsNotKept() {
        begin();
        for (int i = 0; i < WindowRequested.KEPT - 1; i++) window();
        assertThat(all(TrialStopped.class)).hasSize(2 * STEPS);
        assertThat(contest().open()).isEqualTo(new Comparison(windows, STEPS));
    }

    @Test
    void shouldIgnoreAScoreThatComesTwiceOrLate() {
        begin();
        TrialId first = open().getFirst();
        assertThat(handle(scored(first, .5, null))).isEmpty();
        assertThat(handle(scored(first, .25, null))).isEmpty();
        answer(.5, .25);
        OptimizerContest before = contest();
        assertThat(handle(scored(first, .25, null))).isEmpty();
        assertThat(contest()).isEqualTo(before);
    }

    /** Begins a contest with five windows, and with its first comparison open. */
    private void begin() {
        start(PROJECT);
        learn();
        for (int i = 0; i < 4; i++) window();
        assertThat(contest().open()).isNotNull();
    }

    private void start(Project project) {
        handle(new AdaptStarted(project, Prices.NONE, NOON, "ada"));
        close();
    }

    /** The run of the first window judges an optimizer better. */
    private void learn() {
        OptimizerVersion version =
                Optimizers.described(
                        PROJECT.id(),
                        BETTER,
                        IN_USE,
                        Verdict.LUCKY,
                        AdaptState.run(PROJECT.id(), 1).value(),
                        .25);
        handle(new OptimizersJudged(PROJECT.id(), List.of(version)));
    }

    /** Ends the run of a window, and closes the next one. */
    private void window() {
        handle(
                new RunEnded(
                        PROJECT.id(),
                        AdaptState.run(PROJECT.id(), windows),
                        RunState.Status.FINISHED,
                        ""));
        close();
    }

    private void close() {
        windows++;
        List<TaskId> train = List.of(new TaskId("a"), new TaskId("b"));
        List<TaskId> val = List.of(new TaskId("c"), new TaskId("d"));
        SnapshotSpec spec =
                new SnapshotSpec(
                        PROJECT.id(),
                        WindowRequested.set(windows),
                        4,
                        SnapshotSpec.hash(train),
                        PROJECT.shares());
        handle(
                new SetClosed(
                        new Snapshot(spec, train, val, List.of(), List.of()),
                        300,
                        NOON.plus(Duration.ofMinutes(windows))));
    }

    /** Answers all steps of the open comparison. */
    private void answer(double candidate, double incumbent) {
        List<TrialId> open = open();
        for (int i = 0; i < open.size(); i++)
            handle(scored(open.get(i), i < open.size() / 2 ? candidate : incumbent, null));
    }

    private List<TrialId> open() {
        OptimizerContest contest = contest();
        return new FirstSteps(contest, contest.open()).trials();
    }

    private static StepScored scored(TrialId trial, double gain, Failure failure) {
        return new StepScored(
                PROJECT.id(), trial, gain, failure, Cost.of(ModelRole.PROGRAM, 10, 1));
    }

    private static Project with(AdaptSettings.Meta meta, long calls) {
        AdaptSettings adapt = PROJECT.adapt();
        return PROJECT.withAdapt(
                new AdaptSettings(
                        adapt.mode(),
                        adapt.window(),
                        new Limits(calls, null, null),
                        adapt.evidence(),
                        adapt.pool(),
                        adapt.run(),
                        adapt.gate(),
                        adapt.canary(),
                        adapt.guards(),
                        meta));
    }

    private OptimizerContest contest() {
        return all(AdaptState.class).getLast().contest();
    }

    private <E extends Event> List<E> all(Class<E> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Event> handle(Event event) {
        List<Event> now = meta.handle(event);
        emitted.addAll(now);
        return now;
    }
}
