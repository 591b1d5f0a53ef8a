package metatextgrad.rollout;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.MemoryRows;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.GateContest.Stage;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.project.AdaptSettings.Evidence.Missing;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.state.ChampionScores;
import metatextgrad.statistics.Seeds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What follows from a drop of the scores of the champion. */
final class DriftTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Project PROJECT = Traffic.project(Mode.PROPOSE);
    private static final Program BETTER = Rolling.program("Sort the words by their letters.");
    private static final VersionId SEED = VersionId.of(PROJECT.id(), PROJECT.seed());
    private static final RolloutKeys KEYS = new RolloutKeys(PROJECT.id());

    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();
    private int answers;

    @Test
    void shouldRaiseAnAlarmWithBothMeans() {
        start();
        answer(1_000, 5);
        answer(200, 2);
        assertThat(all(DriftDetected.class)).hasSize(1);
        DriftDetected drift = all(DriftDetected.class).getFirst();
        assertThat(drift.version()).isEqualTo(SEED);
        assertThat(drift.before()).isEqualTo(.8, within(.01));
        assertThat(drift.after()).isEqualTo(.5, within(.05));
        assertThat(drift.at()).isAfter(NOON.plus(Duration.ofMinutes(1_000)));
        assertThat(drift.reason())
                .startsWith("drift: the last %d judged answers".formatted(drift.scoresAfter()));
    }

    @Test
    void shouldStaySilentWhileScoresAreSteady() {
        start();
        answer(6_000, 5);
        assertThat(all(DriftDetected.class)).isEmpty();
    }

    /** It learns what the champion scores now, and raises no second alarm for the same drop. */
    @Test
    void shouldBeginAnewAfterAnAlarm() {
        start();
        answer(1_000, 5);
        answer(3_000, 2);
        assertThat(all(DriftDetected.class)).hasSize(1);
        assertThat(scores().beforeSum() / scores().before()).isEqualTo(.5, within(.01));
        answer(1_000, 1);
        assertThat(all(DriftDetected.class)).hasSize(2);
    }

    @Test
    void shouldBeginAnewUnderOtherRules() {
        start();
        answer(1_000, 5);
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        assertThat(scores().before()).isEqualTo(1_000);
        Project other = PROJECT.withAdapt(Traffic.judging(Missing.BAD).adapt());
        handle(new AdaptStarted(other, Prices.NONE, NOON, "ada"));
        assertThat(rows.get(KEYS.scores())).isNull();
    }

    @Test
    void shouldEndAnOpenContestUndecided() {
        start();
        handle(offer());
        answer(1_000, 5);
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
        answer(200, 2);
        assertThat(contest().cause()).isEqualTo(Cause.DRIFT_DETECTED);
        assertThat(contest().reason()).isEqualTo(all(DriftDetected.class).getFirst().reason());
    }

    /** The run was open at the alarm, so its tasks are from before. */
    @Test
    void shouldContestNoResultOfTheRunThatWasOpen() {
        start();
        answer(1_000, 5);
        handle(window(1));
        answer(200, 2);
        assertThat(all(DriftDetected.class)).hasSize(1);
        handle(offer(1));
        assertThat(all(GateContest.class)).isEmpty();
        handle(window(2));
        handle(offer(2));
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
    }

    /** After each alarm the run may start from the same former champion, and offer it. */
    @Test
    void shouldContestAgainWhatAnAlarmEndedUndecided() {
        start();
        answer(1_000, 5);
        handle(offer());
        answer(400, 2);
        assertThat(contest().stage()).isEqualTo(Stage.UNDECIDED);
        handle(offer());
        assertThat(contest().number()).isEqualTo(2);
        assertThat(contest().stage()).isEqualTo(Stage.OPEN);
        handle(offer());
        assertThat(contest().number()).isEqualTo(2);
    }

    /** It passed on tasks of before, so users get it no longer. */
    @Test
    void shouldTakeBackWhatServesAfterAGateOfBefore() {
        start();
        handle(offer());
        rows.apply(passed());
        handle(new ChallengerApproved(PROJECT.id(), version(), .2, NOON, new Serial(1), "", "ada"));
        assertThat(contest().stage()).isEqualTo(Stage.SERVING);
        answer(1_000, 5);
        answer(400, 2);
        assertThat(all(PromptsServed.class).getLast().serving()).isEqualTo(new Serving.Alone());
        assertThat(all(PromptsServed.class).getLast().why()).startsWith("drift: the last ");
        assertThat(contest().stage()).isEqualTo(Stage.UNDECIDED);
    }

    @Test
    void shouldCountATaskOnceAndNoVerdictOfAJudgeModel() {
        start();
        TaskJudged once = judged(1, 1, Evidence.FEEDBACK);
        handle(once);
        handle(once);
        handle(judged(2, 1, Evidence.JUDGE));
        assertThat(scores().before()).isEqualTo(1);
    }

    @Test
    void shouldRememberABoundedNumberOfTasks() {
        start();
        answer(2_500, 5);
        assertThat(rows.startingWith("").keySet().stream().filter(key -> key.contains("watched")))
                .hasSize(2_000);
    }

    @Test
    void shouldWatchOnlyProjectsThatAdapt() {
        handle(offer());
        answer(100, 5);
        assertThat(rows.get(KEYS.scores())).isNull();
    }

    /** A serving table may arrive after answers that were given by it. */
    @Property(tries = 30)
    void shouldEndAlikeWheneverTheTableArrives(@ForAll long seed) {
        Seeds seeds = Seeds.of("table", seed);
        List<Event> history = new ArrayList<>();
        for (int i = 0; i < 600; i++)
            history.add(judged(i, i < 400 || i % 3 == 0 ? 1 : 0, Evidence.TRUTH));
        List<Event> first = played(history, 0);
        List<Event> later = played(history, seeds.below(history.size()));
        assertThat(later).containsExactlyInAnyOrderElementsOf(first);
        assertThat(first).hasAtLeastOneElementOfType(DriftDetected.class);
    }

    private static List<Event> played(List<Event> history, int place) {
        MemoryRows rows = new MemoryRows();
        List<Event> emitted = new ArrayList<>();
        List<Event> all = new ArrayList<>(history);
        all.add(place, new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
        for (Event event : all) emitted.addAll(handled(rows, event));
        emitted.sort((a, b) -> a.toString().compareTo(b.toString()));
        return emitted;
    }

    private void start() {
        handle(new AdaptStarted(PROJECT, Prices.NONE, NOON, "ada"));
    }

    /** Judges answers of the champion, of which one in {@code wrong} is wrong. */
    private void answer(int number, int wrong) {
        for (int i = 0; i < number; i++)
            handle(judged(answers++, i % wrong == 0 ? 0 : 1, Evidence.TRUTH));
    }

    private static TaskJudged judged(int number, double score, Evidence evidence) {
        return new TaskJudged(
                PROJECT.id(),
                new TaskId("t" + number),
                "",
                SEED,
                new Serial(1),
                1,
                NOON.plus(Duration.ofMinutes(number)),
                score,
                evidence);
    }

    private static ChallengerOffered offer() {
        return offer(1);
    }

    private static ChallengerOffered offer(int window) {
        ScoreSummary scores = new ScoreSummary(ScoreStats.EMPTY, null, null);
        return new ChallengerOffered(
                PROJECT.id(),
                AdaptState.run(PROJECT.id(), window),
                RunKind.WINDOW,
                PROJECT.seed(),
                scores,
                BETTER,
                scores,
                "tgd");
    }

    private static SetClosed window(int number) {
        return Rolling.window(PROJECT, number, NOON);
    }

    private static VersionId version() {
        return VersionId.of(PROJECT.id(), BETTER);
    }

    private ChampionScores scores() {
        return requireNonNull(rows.get(KEYS.scores()));
    }

    private GateContest contest() {
        return all(GateContest.class).getLast();
    }

    private Decision passed() {
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.put(KEYS.gate(), contest().after(Cause.BETTER, "passed"));
        return decision.decision();
    }

    private <T extends Event> List<T> all(Class<T> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void handle(Event event) {
        emitted.addAll(handled(rows, event));
    }

    private static List<Event> handled(MemoryRows rows, Event event) {
        Decision decision = new RolloutDecider().handle(rows, event);
        rows.apply(decision);
        return new ArrayList<>(decision.outputs());
    }
}
