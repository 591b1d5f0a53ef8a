package metatextgrad.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Actor;
import metatextgrad.decide.MemoryRows;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.Sizes;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.Rolling;
import org.junit.jupiter.api.Test;

/** The chain of runs: a window, its run, and the next window. */
final class AdaptDeciderTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project PROJECT = Traffic.project();
    private static final AdaptStarted START = new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada");
    private static final Program BETTER = Rolling.program("Sort the words by their letters.");
    private static final Program OTHER = Rolling.program("Sort.");
    private static final RunId FIRST = new RunId("adapt-words|1-000001");

    private final Actor meta = Actor.of(new AdaptDecider());
    private final List<Event> emitted = new ArrayList<>();

    @Test
    void shouldAskForAWindowAtTheStart() {
        assertThat(handle(START))
                .containsExactly(
                        new AdaptState(
                                PROJECT, true, 1, null, PROJECT.seed(), "", null, new Serial(1)),
                        new WindowRequested(PROJECT, 1));
        assertThat(handle(START)).isEmpty();
    }

    @Test
    void shouldStartARunOnItsWindow() {
        handle(START);
        RunRequested run = run(window(1));
        assertThat(run.id()).isEqualTo(FIRST);
        assertThat(run.project().seed()).isEqualTo(PROJECT.seed());
        assertThat(run.project().budget().run()).isEqualTo(PROJECT.adapt().day());
        assertThat(run.snapshot().set()).isEqualTo("@window-000001");
        assertThat(run.sizes()).isEqualTo(new Sizes(2, 2, 0));
        assertThat(handle(window(1))).isEmpty();
    }

    @Test
    void shouldLetTheJudgeScoreAWindowWithoutRightAnswers() {
        Project judged = Traffic.judgedBy(Mode.PROPOSE, false, false);
        handle(new AdaptStarted(judged, Prices.NONE, NOON, "ada"));
        assertThat(state().project()).isEqualTo(judged);
        assertThat(run(window(1)).project().loop().evaluator().name()).isEqualTo("rubric");
    }

    @Test
    void shouldGoOnWithTheNextWindowFromWhatARunFound() {
        handle(START);
        handle(window(1));
        handle(offer(BETTER));
        List<Event> next = handle(ended(RunState.Status.FINISHED));
        assertThat(next).last().isEqualTo(new WindowRequested(PROJECT, 2));
        assertThat(state().last()).isEqualTo("run %s found %s".formatted(FIRST, version(BETTER)));
        assertThat(run(window(2)).project().seed()).isEqualTo(BETTER);
    }

    @Test
    void shouldGoOnAfterAFailedRun() {
        handle(START);
        handle(window(1));
        assertThat(handle(ended(RunState.Status.FAILED)))
                .last()
                .isEqualTo(new WindowRequested(PROJECT, 2));
        assertThat(state().last()).isEqualTo("run %s failed: why".formatted(FIRST));
    }

    @Test
    void shouldDropWhatLostItsContest() {
        handle(START);
        handle(window(1));
        handle(offer(BETTER));
        handle(contest(Cause.ROUND_UNDECIDED));
        assertThat(state().base()).isEqualTo(BETTER);
        handle(contest(Cause.WORSE_AT_GATE));
        assertThat(state().base()).isEqualTo(PROJECT.seed());
    }

    /** Rollout reports the version that waits after the later contest, which it waited behind. */
    @Test
    void shouldGoBackToTheVersionThatWaitsWhenALaterOneLoses() {
        handle(START);
        handle(window(1));
        handle(offer(BETTER));
        handle(contest(Cause.BETTER));
        handle(offer(OTHER));
        handle(contest(OTHER, Cause.ROUND_UNDECIDED));
        assertThat(state().base()).isEqualTo(OTHER);
        handle(contest(OTHER, Cause.WORSE_AT_GATE));
        handle(contest(Cause.BETTER));
        assertThat(state().base()).isEqualTo(BETTER);
        handle(contest(Cause.REJECTED));
        assertThat(state().base()).isEqualTo(PROJECT.seed());
    }

    @Test
    void shouldKeepALaterResultBesideTheVersionThatWaits() {
        handle(START);
        handle(window(1));
        handle(offer(BETTER));
        handle(offer(OTHER));
        assertThat(handle(contest(Cause.BETTER))).isEmpty();
        assertThat(state().base()).isEqualTo(OTHER);
    }

    /** The record of the contest may be read after the alarm that ended it. */
    @Test
    void shouldStartFromTheChampionAfterDriftAlsoIfAVersionWaited() {
        handle(START);
        handle(window(1));
        handle(offer(BETTER));
        handle(drift());
        handle(contest(Cause.BETTER));
        assertThat(state().base()).isEqualTo(PROJECT.seed());
    }

    @Test
    void shouldStartFromANewChampion() {
        handle(START);
        handle(served(version(PROJECT.seed()), 1));
        handle(offer(BETTER));
        handle(contest(Cause.WORSE_AT_GATE));
        handle(served(version(BETTER), 2));
        assertThat(state().base()).isEqualTo(BETTER);
    }

    /** The first run was started by hand, and rollout serves what it began with. */
    @Test
    void shouldStartFromTheSeedProgramThatServesSinceARunByHand() {
        handle(offerByHand(OTHER));
        handle(served(version(OTHER), 1));
        handle(START);
        assertThat(state().base()).isEqualTo(OTHER);
    }

    /** A user wrote it and scored it in a run, and promoted it. */
    @Test
    void shouldStartFromTheSeedProgramOfARunByHandOnceItIsTheChampion() {
        handle(START);
        handle(served(version(PROJECT.seed()), 1));
        handle(offerByHand(OTHER));
        handle(served(version(OTHER), 2));
        assertThat(state().base()).isEqualTo(OTHER);
    }

    /** A project that adapts for years has many, and each may serve again. */
    @Test
    void shouldKeepProgramsWithoutTheirScores() {
        MemoryRows rows = new MemoryRows();
        ChallengerOffered offered = offerByHand(OTHER);
        rows.apply(new AdaptDecider().handle(rows, offered));
        assertThat(rows.startingWith("").values())
                .containsExactlyInAnyOrder(known(OTHER), known(BETTER));
    }

    private static PromptVersion known(Program program) {
        ScoreSummary none = new ScoreSummary(ScoreStats.EMPTY, null, null);
        return new PromptVersion(
                PROJECT.id(), program, null, new RunId("by-hand"), RunKind.USER, "", none, null);
    }

    private static ChallengerOffered offerByHand(Program seed) {
        ScoreStats some = new ScoreStats(0, 60, 0, 0, .5, .4, .6);
        ScoreSummary scores = new ScoreSummary(some, some, null);
        return new ChallengerOffered(
                PROJECT.id(),
                new RunId("by-hand"),
                RunKind.USER,
                seed,
                scores,
                BETTER,
                scores,
                "tgd");
    }

    @Test
    void shouldStartNoRunOnceStopped() {
        handle(START);
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        assertThat(state().on()).isFalse();
        assertThat(handle(window(1))).isEmpty();
        assertThat(handle(new AdaptStarted(PROJECT, Prices.NONE, NOON.plusSeconds(1), "ada")))
                .last()
                .isEqualTo(new WindowRequested(PROJECT, 2));
    }

    @Test
    void shouldLetARunEndAfterAStop() {
        handle(START);
        handle(window(1));
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        assertThat(handle(ended(RunState.Status.FINISHED)))
                .singleElement()
                .isInstanceOfSatisfying(
                        AdaptState.class, state -> assertThat(state.run()).isNull());
    }

    @Test
    void shouldUseAnotherDefinitionFromTheNextWindowOn() {
        handle(START);
        handle(window(1));
        Project changed = Traffic.project(Mode.AUTO);
        handle(new AdaptStarted(changed, Prices.NONE, NOON, "ada"));
        assertThat(state().run()).isEqualTo(FIRST);
        assertThat(handle(ended(RunState.Status.FINISHED)))
                .last()
                .isEqualTo(new WindowRequested(changed, 2));
    }

    /** The window that waits closes early, and its run starts from the champion. */
    @Test
    void shouldStartFromTheChampionSoonAfterDrift() {
        handle(START);
        handle(window(1));
        handle(offer(BETTER));
        handle(ended(RunState.Status.FINISHED));
        assertThat(handle(drift())).last().isEqualTo(new WindowRequested(PROJECT, 3, drift().at()));
        assertThat(handle(window(2))).isEmpty();
        assertThat(run(window(3)).project().seed()).isEqualTo(PROJECT.seed());
        assertThat(handle(ended(3))).last().isEqualTo(new WindowRequested(PROJECT, 4));
    }

    @Test
    void shouldLetARunEndAfterDrift() {
        handle(START);
        handle(window(1));
        assertThat(handle(drift())).isEmpty();
        handle(offer(BETTER));
        assertThat(handle(ended(RunState.Status.FINISHED)))
                .last()
                .isEqualTo(new WindowRequested(PROJECT, 2, drift().at()));
        assertThat(emitted)
                .filteredOn(AdaptState.class::isInstance)
                .last()
                .extracting(state -> ((AdaptState) state).last())
                .isEqualTo("run %s found %s".formatted(FIRST, VersionId.of(PROJECT.id(), BETTER)));
        assertThat(run(window(2)).project().seed()).isEqualTo(PROJECT.seed());
    }

    @Test
    void shouldStartNothingAfterDriftOnceStopped() {
        handle(START);
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        assertThat(handle(drift())).isEmpty();
    }

    /** Rollout contests nothing from before the alarm, also while the project is stopped. */
    @Test
    void shouldStartFromTheChampionAfterDriftWhileStopped() {
        handle(START);
        handle(window(1));
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        handle(drift());
        handle(offer(BETTER));
        assertThat(state().base()).isEqualTo(PROJECT.seed());
        handle(ended(1));
        assertThat(handle(new AdaptStarted(PROJECT, Prices.NONE, NOON.plusSeconds(1), "ada")))
                .last()
                .isEqualTo(new WindowRequested(PROJECT, 3, drift().at()));
    }

    /** Rollout deletes the result that waited for a contest, and contests it never. */
    @Test
    void shouldStartFromTheChampionUnderAnotherDefinition() {
        handle(START);
        handle(window(1));
        handle(offer(BETTER));
        handle(ended(1));
        Project shareable = PROJECT.withAdapt(PROJECT.adapt().withShareable(true));
        assertThat(handle(new AdaptStarted(shareable, Prices.NONE, NOON.plusSeconds(1), "ada")))
                .last()
                .isEqualTo(new WindowRequested(shareable, 3));
        assertThat(state().base()).isEqualTo(PROJECT.seed());
        assertThat(run(window(3)).project().seed()).isEqualTo(PROJECT.seed());
    }

    /** The open run may copy from tasks, and its result has no contest. */
    @Test
    void shouldNotStartFromTheResultOfARunUnderAnEarlierDefinition() {
        Project shareable = PROJECT.withAdapt(PROJECT.adapt().withShareable(true));
        handle(new AdaptStarted(shareable, Prices.NONE, NOON, "ada"));
        handle(window(1));
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON.plusSeconds(1), "ada"));
        handle(offer(BETTER));
        assertThat(state().base()).isEqualTo(PROJECT.seed());
        handle(ended(1));
        handle(window(2));
        handle(
                new ChallengerOffered(
                        PROJECT.id(),
                        AdaptState.run(PROJECT.id(), 2),
                        RunKind.WINDOW,
                        PROJECT.seed(),
                        offer(BETTER).seedScores(),
                        BETTER,
                        offer(BETTER).bestScores(),
                        "tgd"));
        assertThat(state().base()).isEqualTo(BETTER);
    }

    /** Rollout repeats the end of the contest: it contests no version twice with a champion. */
    @Test
    void shouldDropWhatServedAndWasTakenBack() {
        handle(START);
        handle(served(version(PROJECT.seed()), 1));
        handle(window(1));
        handle(offer(BETTER));
        handle(contest(Cause.PROMOTED));
        assertThat(state().base()).isEqualTo(BETTER);
        handle(contest(Cause.TASKS_USED));
        assertThat(state().base()).isEqualTo(PROJECT.seed());
    }

    @Test
    void shouldIgnoreRunsOfOthers() {
        handle(START);
        handle(window(1));
        assertThat(
                        handle(
                                new RunEnded(
                                        PROJECT.id(),
                                        new RunId("by-hand"),
                                        RunState.Status.FINISHED,
                                        "")))
                .isEmpty();
    }

    private RunRequested run(SetClosed window) {
        return handle(window).stream()
                .filter(RunRequested.class::isInstance)
                .map(RunRequested.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static SetClosed window(int number) {
        List<TaskId> train = List.of(new TaskId("a"), new TaskId("b"));
        List<TaskId> val = List.of(new TaskId("c"), new TaskId("d"));
        SnapshotSpec spec =
                new SnapshotSpec(
                        PROJECT.id(),
                        WindowRequested.set(number),
                        4,
                        SnapshotSpec.hash(train),
                        PROJECT.shares());
        return new SetClosed(new Snapshot(spec, train, val, List.of(), List.of()), 300, NOON);
    }

    private static ChallengerOffered offer(Program best) {
        ScoreSummary scores = new ScoreSummary(ScoreStats.EMPTY, null, null);
        return new ChallengerOffered(
                PROJECT.id(), FIRST, RunKind.WINDOW, PROJECT.seed(), scores, best, scores, "tgd");
    }

    private static RunEnded ended(RunState.Status status) {
        return new RunEnded(
                PROJECT.id(), FIRST, status, status == RunState.Status.FAILED ? "why" : "");
    }

    private static RunEnded ended(int window) {
        return new RunEnded(
                PROJECT.id(), AdaptState.run(PROJECT.id(), window), RunState.Status.FINISHED, "");
    }

    private static GateContest contest(Cause cause) {
        return contest(BETTER, cause);
    }

    private static GateContest contest(Program challenger, Cause cause) {
        return new GateContest(
                PROJECT.id(),
                1,
                version(challenger),
                version(PROJECT.seed()),
                .02,
                1,
                List.of(),
                1,
                Cost.NONE,
                Cost.NONE,
                cause,
                1,
                0,
                NOON,
                "",
                new Serial(1));
    }

    private static PromptsServed served(VersionId champion, int serial) {
        return new PromptsServed(
                PROJECT.id(),
                champion,
                List.of(),
                new Serving.Alone(),
                "why",
                "",
                new Serial(serial));
    }

    private static VersionId version(Program program) {
        return VersionId.of(PROJECT.id(), program);
    }

    private AdaptState state() {
        return emitted.stream()
                .filter(AdaptState.class::isInstance)
                .map(AdaptState.class::cast)
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private static DriftDetected drift() {
        return new DriftDetected(PROJECT.id(), version(PROJECT.seed()), .8, 2_000, .7, 230, NOON);
    }

    private List<Event> handle(Event event) {
        List<Event> now = meta.handle(event);
        emitted.addAll(now);
        return now;
    }
}
