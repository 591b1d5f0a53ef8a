package metatextgrad.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

final class TableMetersTest {
    private static final Project PROJECT = Traffic.project();
    private static final String OF = "project=" + PROJECT.id();
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant BEFORE = START.minusSeconds(60);
    private static final Instant NOW = START.plusSeconds(60);
    private static final Set<Integer> OWNED = Set.of(1, 2);
    private static final VersionId ONE = new VersionId("1".repeat(26));
    private static final VersionId TWO = new VersionId("2".repeat(26));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TableMeters meters = new TableMeters(registry);

    @Test
    void shouldShowBestAndSeedOfTheNewestRun() {
        read(1, BEFORE, run("old", 1, Status.RUNNING, line(.9)));
        read(2, START, run("new", 1, Status.RUNNING, line(.4)));
        read(2, START, run("new", 2, Status.RUNNING, line(.4), line(.7)));
        read(1, NOW, run("old", 2, Status.FINISHED, line(.9)));
        assertThat(shown())
                .containsEntry("mtg.best.score " + OF + " split=val", .7)
                .containsEntry("mtg.best.score.low " + OF + " split=val", .6)
                .containsEntry("mtg.best.score.high " + OF + " split=val", .8)
                .containsEntry("mtg.seed.score " + OF + " split=val", .4)
                .doesNotContainKey("mtg.best.score " + OF + " split=test");
    }

    @Test
    void shouldKeepTheScoresUntilTheNextRunHasSome() {
        read(1, BEFORE, run("old", 1, Status.RUNNING, line(.4), line(.6)));
        read(1, START, run("old", 2, Status.FINISHED, line(.4), line(.7)));
        read(2, START, run("new", 1, Status.RUNNING));
        assertThat(shown()).containsEntry("mtg.best.score " + OF + " split=val", .7);
        read(2, NOW, run("new", 2, Status.RUNNING, line(.5)));
        assertThat(shown())
                .containsEntry("mtg.best.score " + OF + " split=val", .5)
                .containsEntry("mtg.seed.score " + OF + " split=val", .5);
    }

    @Test
    void shouldCountOpenRunsAndStateTheAgeOfTheOldest() {
        read(1, BEFORE, run("a", 1, Status.RUNNING));
        read(1, START, run("a", 2, Status.BLOCKED));
        read(2, START, run("b", 1, Status.RUNNING));
        read(2, START, run("c", 1, Status.RUNNING));
        read(2, NOW, run("c", 2, Status.FINISHED));
        assertThat(shown())
                .containsEntry("mtg.runs.open " + OF + " status=blocked", 1.0)
                .containsEntry("mtg.runs.open " + OF + " status=running", 1.0)
                .containsEntry("mtg.runs.oldest.seconds " + OF, 120.0);
    }

    @Test
    void shouldIgnoreAStateThatIsOlderThanTheLast() {
        read(1, START, run("a", 2, Status.RUNNING, line(.7)));
        read(1, START, run("a", 1, Status.RUNNING, line(.4)));
        assertThat(shown()).containsEntry("mtg.best.score " + OF + " split=val", .7);
    }

    @Test
    void shouldShowTheWindowThePoolAndTheContest() {
        read(1, BEFORE, new TrafficCount(PROJECT.id(), 40, 2, 900, 0, 0, 0, 5, BEFORE, BEFORE));
        read(1, BEFORE, chain(true));
        read(1, BEFORE, contest(Cause.ROUND_UNDECIDED));
        read(1, START, contest(Cause.BETTER));
        assertThat(shown())
                .containsEntry("mtg.window.tasks " + OF, 40.0)
                .containsEntry("mtg.pool.tasks " + OF, 900.0)
                .containsEntry("mtg.traffic.suspicious " + OF, 5.0)
                .containsEntry(
                        "mtg.window.size.tasks " + OF,
                        (double) Objects.requireNonNull(PROJECT.adapt()).window().tasks())
                .containsEntry("mtg.contest.tasks " + OF, 4.0)
                .containsEntry("mtg.contest.evidence " + OF, 25.0)
                .containsEntry("mtg.contest.evidence.needed " + OF, 20.0)
                .containsEntry("mtg.contest.gain " + OF, .5)
                .containsEntry("mtg.contest.stage " + OF + " stage=passed", 1.0)
                .doesNotContainKey("mtg.contest.stage " + OF + " stage=open")
                .containsEntry("mtg.contest.idle.seconds " + OF, 60.0);
        read(1, NOW, chain(false));
        assertThat(shown()).containsEntry("mtg.window.size.tasks " + OF, 0.0);
    }

    /** Records take over the time of what they answer, which may be from before the start. */
    @Test
    void shouldShowSharesAndCountChangesSinceTheStart() {
        Serving canary = new Serving.Canary(TWO, .2, START);
        meters.read(1, NOW, table(1, ONE, List.of(), new Serving.Alone()), false);
        meters.read(1, NOW, table(2, ONE, List.of(), canary), false);
        read(1, BEFORE, table(3, ONE, List.of(), new Serving.Alone()));
        read(1, BEFORE, table(4, ONE, List.of(), canary));
        assertThat(shown())
                .containsEntry("mtg.served.share " + OF + " role=champion", .8)
                .containsEntry("mtg.served.share " + OF + " role=challenger", .2);
        read(1, NOW, table(5, TWO, List.of(ONE), new Serving.Holdback(ONE, .05, NOW)));
        read(1, NOW, table(6, ONE, List.of(), new Serving.Alone()));
        assertThat(shown())
                .containsEntry("mtg.served.share " + OF + " role=champion", 1.0)
                .doesNotContainKey("mtg.served.share " + OF + " role=former")
                .containsEntry("mtg.served.changes change=canary_ended " + OF, 1.0)
                .containsEntry("mtg.served.changes change=canary_started " + OF, 1.0)
                .containsEntry("mtg.served.changes change=promoted " + OF, 1.0)
                .containsEntry("mtg.served.changes change=rolled_back " + OF, 1.0);
    }

    @Test
    void shouldCountNoChangeOfAPartitionOfAnotherProcess() {
        read(3, NOW, table(1, ONE, List.of(), new Serving.Alone()));
        read(3, NOW, table(2, TWO, List.of(ONE), new Serving.Holdback(ONE, .05, NOW)));
        assertThat(shown()).doesNotContainKey("mtg.served.changes change=promoted " + OF);
    }

    /** The reader hides gauges while it cannot read. */
    @Test
    void shouldCountAChangeThatWasReadBeforeAFailure() {
        read(1, NOW, table(1, ONE, List.of(), new Serving.Alone()));
        read(1, NOW, table(2, TWO, List.of(ONE), new Serving.Holdback(ONE, .05, NOW)));
        meters.hide();
        assertThat(registry.getMeters()).isEmpty();
        assertThat(shown()).containsEntry("mtg.served.changes change=promoted " + OF, 1.0);
    }

    @Test
    void shouldCountAFormerChampionThatWonItsContestAsPromoted() {
        read(1, NOW, table(1, ONE, List.of(TWO), new Serving.Canary(TWO, .2, START)));
        read(1, NOW, table(2, TWO, List.of(ONE), new Serving.Holdback(ONE, .05, NOW)));
        assertThat(shown())
                .containsEntry("mtg.served.changes change=promoted " + OF, 1.0)
                .containsEntry("mtg.served.changes change=rolled_back " + OF, 0.0);
    }

    @Test
    void shouldRemoveTheGaugesOfAPartitionThatMovesAwayAndRestoreThem() {
        read(1, START, run("a", 1, Status.RUNNING, line(.7)));
        read(1, START, contest(Cause.ROUND_UNDECIDED));
        Map<String, Double> all = shown();
        assertThat(all).hasSize(12);
        meters.show(Set.of(2), NOW);
        assertThat(registry.getMeters()).isEmpty();
        assertThat(shown()).isEqualTo(all);
        TableMeters restarted = new TableMeters(new SimpleMeterRegistry());
        restarted.read(1, START, run("a", 1, Status.RUNNING, line(.7)), true);
        restarted.show(Set.of(), NOW);
        assertThat(shown()).isEqualTo(all);
    }

    private void read(int partition, Instant at, Event event) {
        meters.read(partition, at, event, true);
    }

    private Map<String, Double> shown() {
        meters.show(OWNED, NOW);
        return new TreeMap<>(
                registry.getMeters().stream()
                        .collect(
                                Collectors.toMap(
                                        TableMetersTest::name,
                                        meter -> meter.measure().iterator().next().getValue())));
    }

    private static String name(Meter meter) {
        return meter.getId().getName()
                + meter.getId().getTags().stream()
                        .map((Tag tag) -> " " + tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining());
    }

    private static RunState run(String id, int serial, Status status, Line... lines) {
        RunRequested request =
                new RunRequested(
                        new RunId(id),
                        PROJECT,
                        new SnapshotSpec(PROJECT.id(), "set", 1, "hash", PROJECT.shares()),
                        0);
        int best = Math.max(0, lines.length - 1);
        return new RunState(
                request, status, "", List.of(), List.of(lines), best, "", null, new Serial(serial));
    }

    private static Line line(double mean) {
        double low = Math.round((mean - .1) * 10) / 10.0;
        double high = Math.round((mean + .1) * 10) / 10.0;
        return Line.selected(
                "line", null, 0, PROJECT.seed(), new ScoreStats(5, 5, 0, 0, mean, low, high));
    }

    private static AdaptState chain(boolean on) {
        return new AdaptState(PROJECT, on, 1, null, PROJECT.seed(), "", null, new Serial(1));
    }

    private static GateContest contest(Cause cause) {
        List<Double> differences = List.of(1.0, 0.0, 1.0, 0.0);
        return new GateContest(
                PROJECT.id(),
                1,
                TWO,
                ONE,
                .05,
                1,
                differences,
                25,
                Cost.NONE,
                Cost.NONE,
                cause,
                1,
                0,
                START,
                "",
                new Serial(1));
    }

    private static PromptsServed table(
            int serial, VersionId champion, List<VersionId> earlier, Serving serving) {
        return new PromptsServed(
                PROJECT.id(), champion, earlier, serving, "", "", new Serial(serial));
    }
}
