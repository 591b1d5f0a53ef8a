package metatextgrad.boards;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixShift;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.Project;

/** Rows of every table that is shown as gauges, with all labels of one project. */
final class TableEvents {
    private static final VersionId ONE = new VersionId("1".repeat(26));
    private static final VersionId TWO = new VersionId("2".repeat(26));

    private TableEvents() {}

    static List<Event> of(Project project, Instant now) {
        List<Event> events = new ArrayList<>();
        for (RunState.Status status : RunState.Status.values()) events.add(run(project, status));
        for (OptimizerVersion.Verdict verdict : OptimizerVersion.Verdict.values())
            events.add(optimizer(project, verdict));
        events.add(step(project));
        events.add(new DriftDetected(project.id(), ONE, .9, 100, .65, 40, now));
        events.add(new TrafficCount(project.id(), 40, 2, 900, 0, 0, 0, 3, now, now));
        events.add(new AdaptState(project, true, 1, null, project.seed(), "", null, new Serial(1)));
        events.add(contest(project, now));
        events.add(mix(project, now));
        events.add(
                new PromptsServed(
                        project.id(),
                        ONE,
                        List.of(TWO),
                        new Serving.Canary(TWO, .2, now),
                        "",
                        "",
                        new Serial(1)));
        return events;
    }

    private static RunState run(Project project, RunState.Status status) {
        ScoreStats stats = new ScoreStats(7, 3, 0, 0, .7123456789, .4123456789, .8912345678);
        RunRequested request =
                new RunRequested(
                        new RunId(project.id() + "-" + status),
                        project,
                        new SnapshotSpec(project.id(), "set", 1, "hash", project.shares()),
                        0);
        RunState.Line line =
                RunState.Line.selected("seed program", null, 0, project.seed(), stats)
                        .tested(stats, List.of());
        return new RunState(
                request, status, "", List.of(), List.of(line), 0, "", null, new Serial(1));
    }

    private static OptimizerVersion optimizer(Project project, OptimizerVersion.Verdict verdict) {
        return new OptimizerVersion(
                project.id(),
                new RunId("run"),
                new TrialId("" + verdict),
                project.optimizers().getFirst(),
                List.of(),
                null,
                null,
                0,
                .1234567891,
                verdict,
                new Serial(1),
                Cost.NONE,
                false,
                null,
                null);
    }

    private static OptimizerState step(Project project) {
        return new OptimizerState(
                new StepRef(project.id(), new RunId("run"), new TrialId("trial"), 1, 0),
                OptimizerState.Decided.ACCEPTED,
                "",
                project.seed(),
                .7123456789,
                project.seed(),
                .7123456789,
                0,
                Cost.NONE,
                project.seed().id(),
                List.of(),
                List.of());
    }

    private static MixCompared mix(Project project, Instant now) {
        MixShift shift = new MixShift(.1234567891, .0123456789, 1, 2, .5, .6);
        return MixCompared.none(project.id()).next(2, shift, shift, now, false);
    }

    private static GateContest contest(Project project, Instant now) {
        return new GateContest(
                project.id(),
                1,
                TWO,
                ONE,
                .03,
                1,
                List.of(1.0, 0.0, 0.0),
                3.141592653,
                Cost.NONE,
                Cost.NONE,
                Cause.ROUND_UNDECIDED,
                1,
                0,
                now,
                "",
                new Serial(1));
    }
}
