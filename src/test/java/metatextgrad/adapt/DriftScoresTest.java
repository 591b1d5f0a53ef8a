package metatextgrad.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.decide.Actor;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.rollout.Rolling;
import org.junit.jupiter.api.Test;

/** After a drop of scores, what served before is scored again. */
final class DriftScoresTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project PROJECT = Traffic.project();
    private static final Program BETTER = Rolling.program("Sort the words by their letters.");
    private static final VersionId SEED = VersionId.of(PROJECT.id(), PROJECT.seed());
    private static final VersionId NOW = VersionId.of(PROJECT.id(), BETTER);

    private final Actor meta = Actor.of(new AdaptDecider());
    private final List<Event> emitted = new ArrayList<>();

    @Test
    void shouldScoreTheChampionAndThoseBeforeItOnTheWindow() {
        drop();
        List<EvaluationRequested> asked = asked();
        assertThat(asked)
                .extracting(EvaluationRequested::program)
                .containsExactlyInAnyOrder(BETTER, PROJECT.seed());
        assertThat(asked)
                .allSatisfy(
                        one -> {
                            assertThat(one.split()).isEqualTo(Split.VAL);
                            assertThat(one.snapshot().set()).isEqualTo("@window-000002");
                            assertThat(one.stepRef().sample()).isEqualTo(2);
                            assertThat(one.stepRef().run())
                                    .isEqualTo(AdaptState.rescore(PROJECT.id(), 2));
                        });
        assertThat(runs()).isEmpty();
    }

    @Test
    void shouldStartTheRunFromWhatScoresBestNow() {
        drop();
        score(BETTER, 4);
        assertThat(runs()).isEmpty();
        score(PROJECT.seed(), 7);
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.project().seed()).isEqualTo(PROJECT.seed()));
        assertThat(states().getLast().last())
                .isEqualTo(
                        "after the drop of scores, %s is best of those that served: 0.700 on 10 new tasks"
                                .formatted(SEED));
        score(PROJECT.seed(), 7);
        assertThat(runs()).hasSize(1);
    }

    @Test
    void shouldStayWithTheChampionAmongEquals() {
        drop();
        score(PROJECT.seed(), 5);
        score(BETTER, 5);
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.project().seed()).isEqualTo(BETTER));
    }

    @Test
    void shouldStartNoRunOnceStopped() {
        drop();
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        score(PROJECT.seed(), 5);
        score(BETTER, 5);
        assertThat(runs()).isEmpty();
        assertThat(handle(new AdaptStarted(PROJECT, Prices.NONE, NOON.plusSeconds(1), "ada")))
                .last()
                .isEqualTo(new WindowRequested(PROJECT, 3, NOON));
    }

    /** A task without a score of one of them is no evidence, and what failed is left out. */
    @Test
    void shouldCompareOnTheSameTasks() {
        drop();
        handle(
                new GateScored(
                        PROJECT.id(),
                        trial(PROJECT.seed()),
                        List.of(
                                new ItemOutcome(new TaskId("t9"), Score.CORRECT, null),
                                new ItemOutcome(new TaskId("t8"), Score.INFRASTRUCTURE, null)),
                        Cost.NONE,
                        null));
        score(BETTER, 10);
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.project().seed()).isEqualTo(BETTER));
        assertThat(last()).endsWith(": 1.000 on 1 new tasks");
    }

    @Test
    void shouldKeepTheChampionIfItHasNoScores() {
        drop();
        score(PROJECT.seed(), 10);
        handle(
                new GateScored(
                        PROJECT.id(),
                        trial(BETTER),
                        List.of(),
                        Cost.NONE,
                        new Failure.Budget("spent")));
        assertThat(runs())
                .singleElement()
                .satisfies(run -> assertThat(run.project().seed()).isEqualTo(BETTER));
        assertThat(last())
                .isEqualTo("after the drop of scores, former champions could not be compared");
    }

    /** It serves until a run finds something better, also after the file has another one. */
    @Test
    void shouldKnowTheSeedProgramThatServesAfterAnEditOfTheFile() {
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        handle(table(SEED, List.of(), 1));
        Project edited = PROJECT.withSeed(BETTER);
        handle(new AdaptStarted(edited, Prices.NONE, NOON.plusSeconds(1), "ada"));
        handle(new DriftDetected(PROJECT.id(), SEED, .7, 900, .5, 90, NOON.plusSeconds(2)));
        assertThat(states().getLast().base()).isEqualTo(PROJECT.seed());
    }

    /** Scores of an earlier alarm would hide the second one. */
    @Test
    void shouldBeginAnewAtAnotherAlarm() {
        drop();
        score(BETTER, 4);
        Instant later = NOON.plusSeconds(9);
        assertThat(handle(new DriftDetected(PROJECT.id(), NOW, .7, 900, .5, 90, later)))
                .last()
                .isEqualTo(new WindowRequested(PROJECT, 3, later));
        score(PROJECT.seed(), 7);
        assertThat(runs()).isEmpty();
    }

    /** Tasks of a window that was drawn for a judge have no right answers. */
    @Test
    void shouldTakeANewWindowUnderOtherEvidence() {
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        Project judged = Traffic.judgedBy(Mode.PROPOSE, false, false);
        assertThat(handle(new AdaptStarted(judged, Prices.NONE, NOON.plusSeconds(1), "ada")))
                .last()
                .isEqualTo(new WindowRequested(judged, 2));
    }

    private String last() {
        return states().getLast().last();
    }

    /** The second start takes a new window, and late scores of the old one change nothing. */
    @Test
    void shouldForgetOpenScoresAtAnotherStart() {
        drop();
        handle(new AdaptStopped(PROJECT.id(), NOON, "ada"));
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON.plusSeconds(1), "ada"));
        score(PROJECT.seed(), 5);
        score(BETTER, 5);
        assertThat(runs()).isEmpty();
    }

    /** A champion serves, the scores drop, and the next window closes. */
    private void drop() {
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        handle(table(SEED, List.of(), 1));
        ScoreSummary scores = new ScoreSummary(ScoreStats.EMPTY, null, null);
        handle(
                new ChallengerOffered(
                        PROJECT.id(),
                        new RunId("r"),
                        RunKind.USER,
                        PROJECT.seed(),
                        scores,
                        BETTER,
                        scores,
                        ""));
        handle(table(NOW, List.of(SEED), 2));
        handle(new DriftDetected(PROJECT.id(), NOW, .8, 2_000, .7, 230, NOON));
        handle(window());
    }

    private TrialId trial(Program program) {
        return asked().stream()
                .filter(one -> one.program().equals(program))
                .findFirst()
                .orElseThrow()
                .stepRef()
                .trial();
    }

    private void score(Program program, int right) {
        List<ItemOutcome> outcomes =
                IntStream.range(0, 10)
                        .mapToObj(
                                task ->
                                        new ItemOutcome(
                                                new TaskId("t" + task),
                                                task < right ? Score.CORRECT : Score.WRONG,
                                                null))
                        .toList();
        handle(new GateScored(PROJECT.id(), trial(program), outcomes, Cost.NONE, null));
    }

    private static PromptsServed table(VersionId champion, List<VersionId> earlier, int serial) {
        return new PromptsServed(
                PROJECT.id(),
                champion,
                earlier,
                new Serving.Alone(),
                "why",
                "",
                new Serial(serial));
    }

    private static SetClosed window() {
        List<TaskId> train = List.of(new TaskId("a"), new TaskId("b"));
        List<TaskId> val = List.of(new TaskId("c"), new TaskId("d"));
        SnapshotSpec spec =
                new SnapshotSpec(
                        PROJECT.id(),
                        WindowRequested.set(2),
                        4,
                        SnapshotSpec.hash(train),
                        PROJECT.shares());
        return new SetClosed(new Snapshot(spec, train, val, List.of(), List.of()), 300, NOON);
    }

    private List<EvaluationRequested> asked() {
        return all(EvaluationRequested.class);
    }

    private List<RunRequested> runs() {
        return all(RunRequested.class);
    }

    private List<AdaptState> states() {
        return all(AdaptState.class);
    }

    private <T> List<T> all(Class<T> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<Event> handle(Event event) {
        List<Event> now = meta.handle(event);
        emitted.addAll(now);
        return now;
    }
}
