package metatextgrad.cli.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import metatextgrad.cli.adapt.LastRunsView.Row;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterInMemory;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
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
import metatextgrad.model.project.Project;
import metatextgrad.rollout.Rolling;
import metatextgrad.topics.Topics;
import metatextgrad.view.TimedTable;
import metatextgrad.view.VersionHistory;
import metatextgrad.view.VersionStage;
import org.junit.jupiter.api.Test;

/** A user sees what the last runs changed, and what became of it. */
final class LastRunsViewTest {
    private static final Project PROJECT = Traffic.project();
    private static final Program SEED = PROJECT.seed();
    private static final Program FIRST = Rolling.program("Answer step by step.");
    private static final Program SECOND = Rolling.program("Answer, and check each step.");
    private static final String SHORT = id(FIRST).value().substring(0, 8);
    private static final PromptsServed SEED_SERVES = served(1, new Serving.Alone());

    @Test
    void shouldShowThreeRunsTheNewestFirst() {
        List<RunState> runs =
                List.of(
                        found(1, SECOND, .5, .55),
                        found(2, FIRST, .512, .62),
                        found(3, SEED, .512, .512),
                        ended(4, Status.FAILED, "no model answers"),
                        ended(5, Status.RUNNING, ""));

        List<Row> rows =
                LastRunsView.of(runs, history(List.of(SEED_SERVES), contest(Cause.BETTER)));

        String last = "run %s failed: no model answers".formatted(AdaptState.run(PROJECT.id(), 4));
        assertThat(LastRunsView.lines(rows, last))
                .containsExactly(
                        "last runs             result          validation      what became of it",
                        "adapt-words|1-000004  failed          -               -",
                        "adapt-words|1-000003  nothing better  0.512           -",
                        "adapt-words|1-000002  found %s  0.512 to 0.620  waits for a share of the traffic"
                                .formatted(SHORT),
                        "last run: no model answers");
        assertThat(rows.getLast())
                .isEqualTo(
                        new Row(
                                "adapt-words|1-000002",
                                Status.FINISHED,
                                .512,
                                .62,
                                id(FIRST).value(),
                                VersionStage.Name.WAITING,
                                ""));
    }

    @Test
    void shouldStateWhatBecameOfAResult() {
        assertThat(became()).isEqualTo("no contest yet");
        assertThat(became(contest(Cause.ROUND_UNDECIDED))).isEqualTo("in its contest");
        assertThat(became(contest(Cause.TASKS_USED))).isEqualTo("did not pass the gate");
        assertThat(became(contest(Cause.REJECTED))).isEqualTo("was rejected, serves no traffic");
        assertThat(LastRunsView.of(List.of(found(1, FIRST, .5, .6)), history(List.of())))
                .extracting(Row::stage)
                .containsOnlyNulls();
    }

    /** After a drop of scores, the state has other news than that of a run. */
    @Test
    void shouldAddWhatTheRunsDoNotHave() {
        List<Row> rows =
                LastRunsView.of(List.of(found(1, FIRST, .5, .6)), history(List.of(SEED_SERVES)));

        assertThat(LastRunsView.lines(rows, "after the drop of scores, v is best"))
                .hasSize(3)
                .endsWith("last run: after the drop of scores, v is best");
        assertThat(LastRunsView.lines(rows, "run adapt-words|1-000001 found v")).hasSize(2);
        assertThat(LastRunsView.lines(List.of(), "run adapt-words|1-000001 found v"))
                .containsExactly("last run: run adapt-words|1-000001 found v");
        assertThat(LastRunsView.lines(List.of(), "")).isEmpty();
    }

    @Test
    void shouldReadTheRunsOfTheLastWindows() {
        ClusterInMemory topics =
                new ClusterInMemory(Topics.MODEL_STATUS)
                        .with(
                                Topics.RUNS,
                                List.of(
                                        found(1, FIRST, .5, .6),
                                        found(2, FIRST, .5, .6),
                                        found(10, FIRST, .5, .6)));
        try (Cluster cluster = topics.cluster()) {
            assertThat(RunCatalog.states(cluster, LastRunsView.candidates(PROJECT.id(), 10)))
                    .extracting(RunState::key)
                    .containsExactly("adapt-words|1-000002", "adapt-words|1-000010");
        }
    }

    /** A person may approve it after that, and it serves a share until it is taken back. */
    @Test
    void shouldStateThatAResultServedThoughItDidNotPass() {
        PromptsServed share =
                served(2, new Serving.Canary(id(FIRST), .1, Instant.parse("2026-11-28T12:00:00Z")));
        List<PromptsServed> tables = List.of(SEED_SERVES, share, served(3, new Serving.Alone()));

        assertThat(became(history(tables, contest(Cause.TASKS_USED))))
                .isEqualTo("served a share, was taken back");
    }

    private static PromptsServed served(int serial, Serving serving) {
        return new PromptsServed(
                PROJECT.id(), id(SEED), List.of(), serving, "why", "ada", new Serial(serial));
    }

    private static String became(GateContest... contests) {
        return became(history(List.of(SEED_SERVES), contests));
    }

    private static String became(VersionHistory history) {
        List<Row> rows = LastRunsView.of(List.of(found(1, FIRST, .5, .6)), history);
        return LastRunsView.lines(rows, "").getLast().split("0\\.600 {2}", -1)[1];
    }

    static VersionHistory history(List<PromptsServed> tables, GateContest... contests) {
        return new VersionHistory(
                List.of(contests),
                tables.stream().map(table -> new TimedTable(table, Instant.EPOCH)).toList());
    }

    static RunState found(int window, Program result, double before, double after) {
        return new RunState(
                request(window),
                Status.FINISHED,
                "finished",
                List.of(),
                List.of(line("seed program", SEED, before), line("tgd", result, after)),
                1,
                "",
                null,
                new Serial(1));
    }

    private static RunState ended(int window, Status status, String reason) {
        return new RunState(
                request(window),
                status,
                "phase",
                List.of(),
                List.of(),
                0,
                reason,
                null,
                new Serial(1));
    }

    private static RunRequested request(int window) {
        return new RunRequested(
                AdaptState.run(PROJECT.id(), window),
                PROJECT,
                new SnapshotSpec(PROJECT.id(), "set", 1, "hash", PROJECT.shares()),
                window);
    }

    private static Line line(String name, Program program, double mean) {
        return Line.selected(name, null, 0, program, new ScoreStats(1, 0, 0, 0, mean, mean, mean));
    }

    private static GateContest contest(Cause cause) {
        return new GateContest(
                PROJECT.id(),
                1,
                id(FIRST),
                id(SEED),
                .05,
                1,
                List.of(),
                1,
                Cost.NONE,
                Cost.NONE,
                cause,
                1,
                1,
                Instant.EPOCH,
                "reason",
                new Serial(1));
    }

    static VersionId id(Program program) {
        return VersionId.of(PROJECT.id(), program);
    }
}
