package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.SampleState.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestKind;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
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
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
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
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Spend;
import metatextgrad.services.gateway.views.LiveViews;

/**
 * Two projects as people see them in the console.
 *
 * @param mark added to each text that a user or a model can write
 */
record ConsoleState(String mark) {
    static final ProjectId DYCK = new ProjectId("dyck");
    static final ProjectId TRIAGE = new ProjectId("ticket-triage");

    private static final ScoreStats SEED = stats(62, 100);
    private static final ScoreStats FIRST = stats(74, 100);
    private static final ScoreStats BEST = stats(83, 100);

    Program seed() {
        return program(
                "Close the brackets. The input is a sequence of opening and closing brackets."
                        + " Answer with the missing closing brackets.");
    }

    Program first() {
        return program(
                "Close the brackets. The input is a sequence of opening and closing brackets."
                        + " Keep a stack while you read. Answer with the missing closing brackets.");
    }

    Program best() {
        return program(
                "Close the brackets. The input is a sequence of four kinds of brackets: ( ), [ ], { } and < >."
                        + " Keep a stack while you read, and write it down after each bracket."
                        + " Then close what is left on the stack, the last one first."
                        + "\n\nAnswer with the missing closing brackets only, separated by blanks.");
    }

    private Program program(String text) {
        return new Program(
                List.of(
                        new Node.LlmCall(
                                "answer",
                                new Variable(text + mark, "system prompt", true),
                                List.of(Node.TASK),
                                null,
                                false)),
                "answer");
    }

    VersionId id(ProjectId project, Program program) {
        return VersionId.of(project, program);
    }

    RunId run(String name) {
        return new RunId(name + mark);
    }

    /** Gives a gateway all of it, as topics would. */
    void fill(Gateway gateway) {
        LiveViews views = gateway.views();
        for (ProjectId project : List.of(DYCK, TRIAGE)) {
            add(
                    views,
                    new ProjectDefined(SeveralNodesTest.project(project.value()), new Serial(1)),
                    0);
            versions(views, project);
        }
        add(views, alone(DYCK, seed(), 1, "the first run finished", ""), 10);
        add(views, alone(DYCK, first(), 2, "version passed its contest", ""), 60);
        add(
                views,
                new PromptsServed(
                        TRIAGE,
                        id(TRIAGE, first()),
                        List.of(id(TRIAGE, seed())),
                        new Serving.Canary(id(TRIAGE, best()), .1, NOON),
                        "approved: the new order of steps reads well" + mark,
                        "ada",
                        new Serial(3)),
                75);
        add(views, contest(DYCK, 1, seed(), first(), Cause.PROMOTED), 50);
        add(views, contest(DYCK, 2, first(), best(), Cause.BETTER), 80);
        add(views, contest(TRIAGE, 1, first(), best(), Cause.CANARY_STARTED), 80);
        add(views, state("adapt-dyck-000002", RunState.Status.FINISHED), 70);
        add(views, state("adapt-dyck-000003", RunState.Status.RUNNING), 85);
        add(views, state("adapt-dyck-000001", RunState.Status.FAILED), 20);
        add(views, new DriftDetected(DYCK, id(DYCK, first()), .74, 320, .61, 45, at(84)), 84);
        Limits limits = new Limits(null, null, 25_000_000L);
        add(views, new BudgetLimits("dyck", limits, Limits.NONE, false, new Serial(1)), 1);
        add(views, calls("adapt-dyck-000002", 3_214), 70);
        add(views, calls("adapt-dyck-000003", 1_105), 85);
        add(views, spend(0, new Spend(4_210, 1_920_400, 6_310_000)), 84);
        add(views, spend(1, new Spend(3_875, 1_804_900, 5_470_000)), 84);
        views.complete().reach(TopicReaders.PROJECTS);
        views.complete().reach(TopicReaders.STATES);
    }

    private static BudgetSpend spend(int partition, Spend whole) {
        return new BudgetSpend(
                "dyck", partition, 20_000, whole, Spend.NONE, Spend.NONE, new Serial(1));
    }

    private RunCalls calls(String name, long requests) {
        return new RunCalls(
                run(name),
                0,
                1,
                List.of(
                        new RunCalls.Count(
                                ModelRole.PROGRAM,
                                RequestKind.PROGRAM,
                                false,
                                LlmResponse.Outcome.OK,
                                LlmResponse.Billing.BILLED,
                                requests,
                                requests * 400,
                                requests * 60,
                                false)),
                0,
                0);
    }

    private void versions(LiveViews views, ProjectId project) {
        RunId run = run("adapt-dyck-000002");
        add(
                views,
                new PromptVersion(
                        project,
                        seed(),
                        null,
                        run,
                        RunKind.USER,
                        "",
                        new ScoreSummary(SEED, null, SEED),
                        null),
                5);
        add(views, version(project, seed(), first(), SEED, FIRST), 40);
        add(views, version(project, first(), best(), FIRST, BEST), 70);
    }

    private PromptVersion version(
            ProjectId project, Program from, Program to, ScoreStats before, ScoreStats after) {
        return new PromptVersion(
                project,
                to,
                id(project, from),
                run("adapt-dyck-000002"),
                RunKind.WINDOW,
                "plan-then-edit" + mark,
                new ScoreSummary(after, stats(after.correct() - 2, 100), null),
                new ScoreSummary(before, before, null));
    }

    private PromptsServed alone(
            ProjectId project, Program champion, long serial, String why, String by) {
        return new PromptsServed(
                project,
                id(project, champion),
                serial == 1 ? List.of() : List.of(id(project, seed())),
                new Serving.Alone(),
                why + mark,
                by,
                new Serial(serial));
    }

    private GateContest contest(
            ProjectId project, int number, Program champion, Program challenger, Cause cause) {
        List<Double> differences = new ArrayList<>();
        for (int task = 0; task < 120; task++)
            differences.add(task % 6 == 1 ? 1. : task % 19 == 3 ? -1. : 0.);
        return new GateContest(
                project,
                number,
                id(project, challenger),
                id(project, champion),
                .04,
                3,
                differences,
                31.4,
                Cost.of(ModelRole.PROGRAM, new Cost.Spent(120, 20_400, 3_100)),
                Cost.of(ModelRole.PROGRAM, new Cost.Spent(120, 24_900, 5_800)),
                cause,
                number,
                number,
                at(80),
                "better: e-value 31.4 reached 25" + mark,
                new Serial(number));
    }

    private RunState state(String name, RunState.Status status) {
        boolean open = status.open();
        boolean failed = status == RunState.Status.FAILED;
        var project = SeveralNodesTest.project(DYCK.value()).withBudget(Budget.ofCalls(4_000));
        return new RunState(
                new RunRequested(
                        run(name),
                        project,
                        new SnapshotSpec(
                                DYCK, "window-2026-11-28" + mark, 1, "hash", project.shares()),
                        7),
                status,
                open ? "round 2 of 3: textual gradients of 8 tasks" + mark : "",
                rounds(open),
                open || failed ? List.of() : lines(),
                open || failed ? 0 : 2,
                failed ? "the evaluator is unknown" + mark : "",
                null,
                new Serial(status.ordinal() + 1L));
    }

    private List<RoundEnd> rounds(boolean open) {
        List<RoundEnd> rounds = new ArrayList<>();
        rounds.add(round("plan-then-edit", 0, Verdict.ADOPTED, .74));
        rounds.add(round("textual-gradient", 0, Verdict.REJECTED, .66));
        if (!open) rounds.add(round("plan-then-edit", 1, Verdict.ADOPTED, .83));
        return rounds;
    }

    private RoundEnd round(String optimizer, int number, Verdict verdict, double score) {
        return new RoundEnd(
                number == 0 ? RoundEnd.MetaPhase.PROMPT : RoundEnd.MetaPhase.STRUCTURE,
                optimizer + mark,
                number,
                verdict,
                score,
                .62 + .12 * number,
                0,
                "6 steps" + mark);
    }

    private List<RunState.Line> lines() {
        return List.of(
                line("seed program", 0, seed(), SEED, 60),
                line("plan-then-edit", 0, first(), FIRST, 71),
                line("plan-then-edit, round 1", 1, best(), BEST, 80));
    }

    private RunState.Line line(
            String name, int round, Program program, ScoreStats validation, int right) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (int task = 0; task < 100; task++)
            outcomes.add(
                    new ItemOutcome(
                            new TaskId("t" + task),
                            task < right ? Score.CORRECT : Score.WRONG,
                            null));
        return RunState.Line.selected(name + mark, null, round, program, validation)
                .tested(stats(right, 100), outcomes);
    }

    private static ScoreStats stats(int right, int all) {
        double mean = (double) right / all;
        double half = 1.96 * Math.sqrt(mean * (1 - mean) / all);
        return new ScoreStats(right, all - right, 0, 0, mean, mean - half, mean + half);
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private static void add(LiveViews views, Event event, int minute) {
        SampleState.add(views, event, at(minute), event.getClass().getSimpleName());
    }
}
