package metatextgrad.services.gateway;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.model.Cost;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.project.Project;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import metatextgrad.services.gateway.views.LiveViews;

/** A project with a champion, a version that waits, a contest and two runs; and another project. */
final class SampleState {
    static final ProjectId DYCK = new ProjectId("dyck");
    static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    static final Program SEED = program("Close the brackets.");
    static final Program BETTER = program("Think, then close.");
    static final VersionId OF_SEED = VersionId.of(DYCK, SEED);
    static final VersionId OF_BETTER = VersionId.of(DYCK, BETTER);

    private static final AtomicLong OFFSETS = new AtomicLong();
    private static final ScoreStats HALF = new ScoreStats(5, 5, 0, 0, .5, .2, .8);

    private SampleState() {}

    /** Gives a gateway all of it, as topics would. */
    static void fill(Gateway gateway) {
        LiveViews views = gateway.views();
        var project = SeveralNodesTest.project();
        add(views, new ProjectDefined(project, new Serial(1)), NOON, "projects");
        ScoreSummary scores = new ScoreSummary(HALF, null, HALF);
        add(
                views,
                new PromptVersion(
                        DYCK, SEED, null, new RunId("r1"), RunKind.USER, "", scores, null),
                NOON,
                "prompt-versions");
        add(
                views,
                new PromptVersion(
                        DYCK,
                        BETTER,
                        OF_SEED,
                        new RunId("r1"),
                        RunKind.USER,
                        "tgd",
                        scores,
                        scores),
                NOON,
                "prompt-versions");
        add(views, table(1), NOON, "prompts");
        add(views, contest(), NOON, "contests");
        add(views, run("r1", RunState.Status.FINISHED), NOON, "runs");
        add(views, run("r2", RunState.Status.RUNNING), NOON, "runs");
        add(views, new DriftDetected(DYCK, OF_SEED, .8, 100, .5, 40, NOON), NOON, "drift");
        views.complete().reach(TopicReaders.PROJECTS);
        views.complete().reach(TopicReaders.STATES);
    }

    static void add(LiveViews views, Event event, Instant at, String topic) {
        views.accept(event, at, new Place(topic, 0), OFFSETS.getAndIncrement());
    }

    /** A table in which the seed program serves alone. */
    static PromptsServed table(long serial) {
        return new PromptsServed(
                DYCK,
                OF_SEED,
                List.of(),
                new Serving.Alone(),
                "first run finished",
                "",
                new Serial(serial));
    }

    static RunState run(String id, RunState.Status status) {
        return run(id, SeveralNodesTest.project(), status);
    }

    static RunState run(String id, Project project, RunState.Status status) {
        RunRequested request =
                new RunRequested(
                        new RunId(id),
                        project,
                        new SnapshotSpec(project.id(), "questions", 1, "hash", project.shares()),
                        7);
        boolean open = status.open();
        List<RunState.Line> lines =
                open
                        ? List.of()
                        : List.of(
                                line("seed", SEED, Score.WRONG),
                                line("tgd", BETTER, Score.CORRECT));
        List<RoundEnd> rounds =
                List.of(
                        new RoundEnd(
                                RoundEnd.MetaPhase.PROMPT,
                                "tgd",
                                0,
                                Verdict.ADOPTED,
                                .6,
                                .5,
                                0,
                                ""));
        return new RunState(
                request,
                status,
                open ? "round 1" : "",
                rounds,
                lines,
                open ? 0 : 1,
                "",
                null,
                new Serial(status.ordinal() + 1L));
    }

    private static RunState.Line line(String name, Program program, Score score) {
        return RunState.Line.selected(name, null, 0, program, HALF)
                .tested(HALF, List.of(new ItemOutcome(new TaskId("t1"), score, null)));
    }

    private static GateContest contest() {
        return new GateContest(
                DYCK,
                1,
                OF_BETTER,
                OF_SEED,
                .05,
                1,
                List.of(1., 0., -1., 1.),
                25,
                Cost.NONE,
                Cost.NONE,
                Cause.BETTER,
                1,
                1,
                NOON,
                "better",
                new Serial(1));
    }

    private static Program program(String text) {
        return new Program(
                List.of(
                        new Node.LlmCall(
                                "answer",
                                new Variable(text, "system prompt", true),
                                List.of(Node.TASK),
                                null,
                                false)),
                "answer");
    }
}
