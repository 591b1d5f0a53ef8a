package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.BackwardContext;
import metatextgrad.llm.JudgeContext;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.ProgramContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.llm.RequestKind;
import metatextgrad.llm.Requester;
import metatextgrad.llm.RunCalls;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.Usage;
import metatextgrad.model.Allowance;
import metatextgrad.model.Aspect;
import metatextgrad.model.ControlCharacters;
import metatextgrad.model.Cost;
import metatextgrad.model.Demonstration;
import metatextgrad.model.EarlyEnd;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.Failure;
import metatextgrad.model.Gradient;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Provenance;
import metatextgrad.model.Range;
import metatextgrad.model.Reduce;
import metatextgrad.model.Row;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.Sizes;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepRef;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.Tags;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.LabelRemoved;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.RolloutCommand.VersionLabelled;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskCount.UnknownProjectCounted;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixShift;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.live.TaskMix;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.RunFork;
import metatextgrad.model.project.Spend;
import metatextgrad.model.project.SplitShares;
import metatextgrad.model.serving.ServingMarks;
import metatextgrad.model.state.ChampionScores;
import metatextgrad.model.state.Contest;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.OpenAnswer;
import metatextgrad.model.state.OpenFeedback;
import metatextgrad.model.state.PinnedShares;
import metatextgrad.model.state.PoolCount;
import metatextgrad.model.state.PoolPlace;
import metatextgrad.model.state.PooledTask;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.Run;
import metatextgrad.model.state.StepMemory;
import metatextgrad.model.state.StructurePhase;
import metatextgrad.model.state.TaskDue;
import metatextgrad.model.state.TaskOfInput;
import metatextgrad.model.state.Trial;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Every row, with this text wherever a text is free; no two fields of a row are alike. */
public final class Samples {
    private final String text;
    private final ProjectId project;
    private final RunId run;
    private final TrialId trial;

    Samples(String text) {
        this.text = text;
        project = new ProjectId("project " + text);
        run = new RunId("run " + text);
        trial = new TrialId("trial " + text);
    }

    static List<Row> rows(String text) {
        return new Samples(text).rows();
    }

    static List<Class<? extends SpecificRecord>> avroTypes() {
        return rows("x").stream()
                .<Class<? extends SpecificRecord>>map(row -> Wire.DECODED.toAvro(row).getClass())
                .distinct()
                .toList();
    }

    static List<RequestContext> contexts(String text) {
        Samples samples = new Samples(text);
        return List.of(
                new ProgramContext(samples.item(), samples.outputs(), "solve", 2, samples.cost()),
                new JudgeContext(samples.output()),
                new BackwardContext(
                        samples.trace(),
                        Score.WRONG,
                        List.of("critique", "", text),
                        samples.cost()),
                new NoContext());
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(tasks());
        rows.addAll(served());
        rows.addAll(live());
        rows.addAll(items());
        rows.addAll(steps());
        rows.addAll(trials());
        rows.addAll(runs());
        rows.addAll(messages());
        return rows;
    }

    private List<Row> tasks() {
        return List.of(
                new ProjectDefined(project(), new Serial(1)),
                new TaskOfInput(new TaskId("a")),
                new TaskSetCounted(new ProjectId("p"), "s", 5),
                new UnknownProjectCounted(new ProjectId("q"), 3, 7),
                new PinnedShares(new SplitShares(.1, .2, .3)),
                task("a"),
                bareTask(),
                new Snapshot(snapshot(), ids("tr", 2), ids("v", 3), ids("g", 0), ids("te", 1)),
                new BatchRequested(
                        stepRef(),
                        snapshot(),
                        Split.VAL,
                        new Range(3, 67),
                        program(),
                        settings(),
                        -5,
                        BatchRequested.NO_DRAW,
                        List.of(new TaskId("first" + text), new TaskId("second"))),
                new TaskBatch(
                        stepRef(),
                        Split.TRAIN,
                        3,
                        9,
                        List.of(task("a"), bareTask()),
                        program(),
                        settings(),
                        task("d"),
                        null),
                new TaskBatch(
                        stepRef(),
                        Split.TEST,
                        0,
                        0,
                        List.of(),
                        program(),
                        settings(),
                        null,
                        new Failure.Copied("why " + text)),
                new BatchParked(stepRef(), Split.VAL, 64, "waits for " + text));
    }

    private List<Row> items() {
        Slot slot = new Slot(Split.TRAIN, 7);
        Gradient gradient =
                new Gradient("v" + text, text, "in " + text, "out", "used as " + text, "right");
        return List.of(
                output(),
                new CandidateOutput(
                        item(), List.of(), "", new Failure.Infrastructure(text), cost()),
                loss(slot, Score.WRONG, trace()),
                loss(slot, Score.INFRASTRUCTURE, null),
                new GradientComputed(
                        stepRef(),
                        slot,
                        new TaskId("t"),
                        program().id(),
                        new Score(Score.Outcome.CORRECT, 1 / 3., .875),
                        List.of(gradient, gradient),
                        List.of(new Demonstration("v" + text, "asked " + text, text)),
                        2,
                        cost(),
                        new Failure.Budget("failure " + text)));
    }

    private List<Row> steps() {
        return List.of(
                new BatchClosed(
                        trial, 4, Split.GATE, BatchClosed.Reason.DEADLINE, List.of(0, 3, 99)),
                new EvaluationRequested(
                        stepRef(),
                        "purpose " + text,
                        program(),
                        settings(),
                        snapshot(),
                        Split.VAL,
                        true,
                        17,
                        2,
                        new EarlyEnd(.625, List.of(new TaskId("first" + text)), 50)),
                stepRequested(),
                metaPrompt("parent " + text, new TaskId("drawn" + text)),
                metaStructure(),
                metaPrompt(null, null),
                optimizerState(program("better " + text), .25),
                optimizerState(null, null),
                report(task("draw"), outcomes()),
                report(null, List.of()),
                version("parent " + text, new TaskId("drawn"), .5),
                version(null, null, null),
                offered(null),
                offered(provenance())
                        .answered(run, trial, .5, .25, null, Verdict.REJECTED, cost()));
    }

    private List<Row> served() {
        VersionId version = new VersionId("version " + text);
        VersionId other = new VersionId("other " + text);
        Instant at = Instant.ofEpochMilli(1_700_000_000_123L);
        ScoreSummary scores = new ScoreSummary(stats(), stats(), stats());
        ScoreSummary unread = new ScoreSummary(stats(), null, null);
        return List.of(
                new ChallengerOffered(
                        project,
                        run,
                        RunKind.USER,
                        program("seed " + text),
                        scores,
                        program("best " + text),
                        unread,
                        "optimizer " + text),
                new PromptVersion(
                        project,
                        program("best " + text),
                        version,
                        run,
                        RunKind.USER,
                        text,
                        scores,
                        unread),
                new PromptVersion(
                        project, program("seed"), null, run, RunKind.USER, "", unread, null),
                served(version, new Serving.Alone()),
                new PromptsJson(project, new Serial(4), "{\"project\":\"" + project + "\"}"),
                served(version, new Serving.Canary(other, .1, at)),
                served(version, new Serving.Holdback(other, .05, at)),
                new TaskJudged(
                        project,
                        new TaskId("task " + text),
                        "group " + text,
                        version,
                        new Serial(3),
                        .25,
                        at,
                        .75,
                        TaskJudged.Evidence.FEEDBACK),
                new ChallengerApproved(
                        project, version, .125, at, new Serial(4), "why " + text, "by " + text),
                new ChallengerPromoted(project, at, new Serial(5), "why " + text, "by " + text),
                new ChallengerRejected(project, other, new Serial(7), "why " + text, "by " + text),
                new RolledBack(project, other, new Serial(6), "why " + text, "by " + text),
                new ChampionPinned(project, version, new Serial(7), "why " + text, "by " + text),
                new ChampionUnpinned(project, new Serial(8), "why " + text, "by " + text),
                new VersionLabelled(
                        project, version, "label", at, new Serial(2), "why " + text, "by " + text),
                new LabelRemoved(project, "label", at, new Serial(3), "why " + text, "by " + text),
                new Contest(project, new Serial(7), .1, 1, .5, 2, 1.5, -3, 4));
    }

    private List<Row> live() {
        Instant at = Instant.ofEpochMilli(1_700_000_000_456L);
        VersionId champion = new VersionId("champion " + text);
        Snapshot window =
                new Snapshot(snapshot(), ids("tr", 2), ids("v", 3), ids("g", 0), ids("te", 1));
        return List.of(
                new AdaptStarted(adapting(), Prices.NONE, at, "by " + text),
                new AdaptStopped(project, at, "by " + text),
                new TaskArrived(traffic(), at),
                new WindowRequested(adapting(), 7),
                new WindowRequested(adapting(), 8, Instant.ofEpochMilli(Long.MAX_VALUE)),
                new GateItemsRequested(adapting(), champion, new VersionId("challenger"), 2, 3, 32),
                new SetClosed(window, 300, at),
                new PooledTask(traffic(), at, List.of(champion)),
                new PoolPlace(5),
                new PoolCount(6),
                new TrafficCount(project, 3, 4, 5, 6, 7, 8, 9, at, at.plusSeconds(1)),
                TaskMix.NONE.with(100, 3),
                MixCompared.none(project),
                MixCompared.none(project)
                        .next(4, shift(.5), MixShift.NONE, at, true)
                        .next(5, shift(.125), shift(.75), at.plusSeconds(60), true),
                answer(at),
                new FeedbackGiven(project, new TaskId("t"), .5, null, "why " + text, at),
                new FeedbackGiven(project, new TaskId("t"), null, "right " + text, "", at),
                new AuditSet(project, .125, at, "by " + text),
                new TaskLabelled(project, new TaskId("t"), "right " + text, at, "by " + text),
                new GroupForgotten(project, "group " + text, at, "by " + text),
                new OpenAnswer(answer(at), .5, null),
                new OpenAnswer(answer(at), null, .75),
                new OpenFeedback(
                        new FeedbackGiven(project, new TaskId("t"), 1., "r", "", at), true),
                new TaskDue(new TaskId("t " + text)),
                new RunEnded(project, run, RunState.Status.FAILED, "why " + text),
                new OptimizersJudged(project, List.of(version("parent " + text, null, .5))),
                new GateScored(project, trial, outcomes(), cost(), null),
                new GateScored(
                        project, trial, List.of(), Cost.NONE, new Failure.Budget("why " + text)),
                new AdaptState(
                        adapting(),
                        true,
                        4,
                        run,
                        program("base " + text),
                        "last",
                        contest(true),
                        new Serial(8)),
                new AdaptState(adapting(), false, 5, null, program(), "", null, new Serial(9)),
                new AdaptState(
                        adapting(), true, 5, null, program(), "", contest(false), new Serial(9)),
                new StepScored(project, trial, -.25, null, cost()),
                new StepScored(project, trial, 0, new Failure.Content("why " + text), Cost.NONE),
                new DriftDetected(
                        project, new VersionId("champion " + text), .8, 1_900, .7, 240, at),
                new ChampionScores(
                        new VersionId("champion " + text),
                        900,
                        1_900,
                        1_520.5,
                        12,
                        6.25,
                        1.5,
                        List.of(.5, 1.25)),
                new GateContest(
                        project,
                        2,
                        new VersionId("challenger " + text),
                        champion,
                        .0125,
                        3,
                        List.of(1., -1., .5),
                        1.25,
                        cost(),
                        Cost.NONE,
                        Cause.BETTER,
                        4,
                        1,
                        at,
                        "why " + text,
                        new Serial(10)));
    }

    private AnswerGiven answer(Instant at) {
        return new AnswerGiven(
                project,
                new TaskId("t " + text),
                "group " + text,
                new VersionId("version " + text),
                new Serial(3),
                .25,
                "output " + text,
                at);
    }

    private TaskSubmitted traffic() {
        return new TaskSubmitted(
                project, new TaskId("t " + text), "input " + text, "target", null, null, "g");
    }

    private Project adapting() {
        Project bare = project();
        return new Project(
                bare.id(),
                bare.seed(),
                bare.loop(),
                bare.optimizers(),
                bare.meta(),
                bare.shares(),
                bare.budget(),
                new AdaptSettings(
                        AdaptSettings.Mode.AUTO,
                        new AdaptSettings.Window(300, Duration.ofHours(24), 200),
                        new Limits(1000L, null, 5_000_000L),
                        AdaptSettings.Evidence.ofTruth(
                                true,
                                Duration.ofDays(7),
                                Duration.ofHours(24),
                                AdaptSettings.Evidence.Missing.BAD),
                        new AdaptSettings.Pool(
                                2000, 50, Duration.ofDays(30), Duration.ofSeconds(90)),
                        new AdaptSettings.RunSize(50, 100),
                        new AdaptSettings.Gate(
                                .01, .05, AdaptSettings.Gate.Levels.PER_CONTEST, 3000),
                        new AdaptSettings.Canary(.2, .05, Duration.ofDays(7)),
                        new AdaptSettings.Guards(1.5, 2.5),
                        new AdaptSettings.Meta(5, .25),
                        List.of("solve", "Answer in one line."),
                        true));
    }

    private PromptsServed served(VersionId champion, Serving serving) {
        return new PromptsServed(
                project,
                champion,
                List.of(new VersionId("earlier " + text)),
                serving,
                "why " + text,
                "by " + text,
                new Serial(8),
                ServingMarks.NONE.pinned(true).with("label", champion));
    }

    private List<Row> trials() {
        Incumbent incumbent = new Incumbent(program(), stats());
        return List.of(
                cost(),
                new RunPaused(run, "r" + text, "b" + text),
                new RunResumed(run, "r" + text, "b" + text),
                new RunCancelled(run, "r" + text, "b" + text),
                new RunBudgetExhausted(
                        run,
                        3,
                        new BlockReason.Spent(
                                "b" + text,
                                new Limits.Exceeded(Limits.Exceeded.Unit.TOKENS, 8, 9),
                                true)),
                new RunBudgetExhausted(run, 4, new BlockReason.Paused("b" + text)),
                new RunBudgetRestored(run, 4),
                new BudgetLimits(
                        "budget " + text,
                        new Limits(1L, 2L, 3L),
                        new Limits(null, 0L, null),
                        true,
                        new Serial(5),
                        "r" + text,
                        "b" + text),
                BudgetLimits.none(BudgetLimits.ALL),
                new BudgetSpend(
                        "budget " + text,
                        7,
                        20_000,
                        new Spend(3, 1, 2, 10, 4, 5, 6),
                        new Spend(4, 2, 3, 11, 5, 6, 7),
                        new Spend(7, 8, 9, 12),
                        new Serial(10)),
                new RunCalls(
                        run,
                        2,
                        1234,
                        List.of(
                                new RunCalls.Count(
                                        ModelRole.JUDGE,
                                        RequestKind.JUDGE,
                                        true,
                                        LlmResponse.Outcome.TIMEOUT,
                                        LlmResponse.Billing.IN_DOUBT,
                                        1,
                                        2,
                                        3,
                                        true)),
                        4,
                        2),
                new ModelState(
                        "model " + text,
                        3,
                        ModelState.Status.THROTTLED,
                        "",
                        Instant.ofEpochMilli(1234),
                        1.5,
                        0,
                        new Serial(11)),
                new OptimizerProposed(run, spec()),
                new TrialPaused(trial),
                new TrialResumed(trial),
                new TrialStopped(trial),
                new Trial.AwaitingBatch(1, incumbent),
                new Trial.Criticising(2, incumbent, true),
                new Trial.Reducing(3, incumbent),
                new Trial.Proposing(4, incumbent, 1, 2048),
                new Trial.Validating(
                        5,
                        incumbent,
                        program("new " + text),
                        1024,
                        List.of(new Range(0, 64), new Range(64, 70)),
                        true),
                new Trial.Finished(6),
                new StepMemory(
                        3,
                        Map.of("node" + text, text, "other", ""),
                        Map.of("node" + text, List.of(text, ""), "other", List.of()),
                        Map.of("node" + text, List.of("refused " + text))));
    }

    private List<Row> runs() {
        RunRequested request =
                new RunRequested(
                        run,
                        RunKind.USER,
                        project(),
                        snapshot(),
                        Long.MIN_VALUE,
                        List.of(offered(provenance()), version(null, null, null)),
                        List.of(version(null, null, null)),
                        new Sizes(17, 18),
                        new Prices(
                                LocalDate.of(2026, 11, 1),
                                new TreeMap<>(Map.of("model " + text, new Price(19, 20)))),
                        new RunFork(3, project().loop()));
        Serial serial = new Serial(Long.MAX_VALUE);
        EvaluatedOptimizer tried = new EvaluatedOptimizer(spec(), 2, program(), stats());
        List<PromptPhase> promptPhases =
                List.of(
                        promptPhase(
                                null,
                                new PromptPhase.PhaseState.Trying(trial, spec(), null, null, 0)),
                        promptPhase(
                                tried,
                                new PromptPhase.PhaseState.Trying(
                                        trial, spec(), text, new TaskId("d"), 1)),
                        promptPhase(tried, new PromptPhase.PhaseState.Drawing(trial)),
                        promptPhase(
                                tried, new PromptPhase.PhaseState.Requesting(1, task("a"), text)),
                        promptPhase(tried, new PromptPhase.PhaseState.Done()));
        return List.of(
                request,
                new RunState(
                        request,
                        RunState.Status.FAILED,
                        text,
                        rounds(),
                        lines(),
                        1,
                        "why " + text,
                        new BlockReason.Paused("*"),
                        serial),
                new Run.EvaluatingSeed(request, serial),
                new Run.Searching(request, serial, stats(), promptPhases),
                composing(
                        request,
                        serial,
                        promptPhases,
                        new StructurePhase.PhaseState.Requesting(1, List.of(text))),
                composing(
                        request,
                        serial,
                        promptPhases,
                        new StructurePhase.PhaseState.Trying(trial, spec(), List.of(text), 2)),
                composing(request, serial, List.of(), new StructurePhase.PhaseState.Done()),
                new Run.Racing(
                        request,
                        serial,
                        3,
                        List.of(new TrialId("step " + text), new TrialId("validation")),
                        rounds(),
                        lines()),
                new Run.Testing(request, serial, rounds(), lines(), "reason " + text),
                new Run.Finished(serial));
    }

    private List<Row> messages() {
        ByteBuffer bytes = ByteBuffer.wrap((text + "\u00E9").getBytes(StandardCharsets.UTF_8));
        LlmRequest ask =
                new LlmRequestFactory(
                                Requester.GRADIENT,
                                new StepRef(project, run, trial, 3, 5),
                                "reply " + text,
                                "place " + text,
                                2)
                        .request(
                                ModelRole.BACKWARD,
                                settings().model(ModelRole.BACKWARD),
                                List.of(Message.system(text), Message.user("user " + text)),
                                "salt " + text,
                                contexts(text).getFirst());
        return List.of(
                ask,
                new LlmResponse(
                        ask.callKey(),
                        ask.requestId(),
                        Requester.LOSS,
                        "reply " + text,
                        3,
                        "place " + text,
                        2,
                        LlmResponse.Outcome.INVALID,
                        text,
                        new Failure.Content(Failure.Content.Kind.EMPTY, "why " + text),
                        Usage.estimate(7, 8).in(Duration.ofMillis(1_234)),
                        LlmResponse.Billing.BILLED,
                        ModelRole.JUDGE,
                        "model " + text,
                        "served " + text,
                        List.of(
                                new TokenChoice(
                                        text,
                                        .75,
                                        List.of(new TokenChoice.Option("other " + text, .125)))),
                        new NoContext()),
                new LedgerEntry.Started(ask.callKey(), 2),
                new LedgerEntry.Done(
                        ask.callKey(),
                        LlmResponse.Outcome.INVALID,
                        Usage.estimate(5, 6).in(Duration.ofMillis(56)),
                        new AnswerPosition(Requester.META, 11, 1L << 40),
                        ask.requestId(),
                        2,
                        1),
                new LedgerEntry.RequestAnswered(
                        ask.requestId(),
                        LlmResponse.Outcome.EXPIRED,
                        new AnswerPosition(Requester.META, 11, 1L << 40)),
                new LedgerEntry.RequestParked(ask.requestId(), 1L << 40, project, run),
                new DeadLetter(
                        "topic",
                        3,
                        99,
                        "service",
                        "reason",
                        text,
                        bytes,
                        bytes,
                        new KeptHeaders(
                                List.of(
                                        new KeptHeaders.Header(text, bytes),
                                        new KeptHeaders.Header("", bytes)),
                                2)),
                new DeadLetterSent(
                        "topic-3-99" + text,
                        true,
                        Instant.ofEpochMilli(1_700_000_000_789L),
                        "why " + text,
                        "by " + text),
                new DeadLetter(
                        "topic",
                        4,
                        0,
                        "",
                        "",
                        "",
                        ByteBuffer.allocate(0),
                        ByteBuffer.allocate(0),
                        KeptHeaders.NONE));
    }

    private PromptPhase promptPhase(
            @Nullable EvaluatedOptimizer tried, PromptPhase.PhaseState phaseState) {
        return new PromptPhase(1, 2, tried, tried, rounds(), phaseState);
    }

    private Run composing(
            RunRequested request,
            Serial serial,
            List<PromptPhase> promptPhases,
            StructurePhase.PhaseState phaseState) {
        EvaluatedOptimizer tried = new EvaluatedOptimizer(spec(), 2, program(), stats());
        EvaluatedOptimizer won =
                phaseState instanceof StructurePhase.PhaseState.Requesting ? null : tried;
        StructurePhase structurePhase =
                new StructurePhase(3, tried, won, List.of("seen " + text), rounds(), phaseState);
        return new Run.Composing(request, serial, stats(), promptPhases, structurePhase);
    }

    private List<RoundEnd> rounds() {
        return List.of(
                new RoundEnd(
                        RoundEnd.MetaPhase.PROMPT,
                        "tgd " + text,
                        0,
                        OptimizerVersion.Verdict.BASE,
                        .5,
                        .25,
                        0,
                        ""),
                new RoundEnd(
                        RoundEnd.MetaPhase.STRUCTURE,
                        "structure " + text,
                        1,
                        OptimizerVersion.Verdict.INVALID,
                        null,
                        .5,
                        1,
                        "why " + text));
    }

    private List<RunState.Line> lines() {
        return List.of(
                RunState.Line.selected("seed " + text, null, 0, program(), stats()),
                RunState.Line.selected("best", spec(), 2, program(), stats())
                        .rescored(stats(), outcomes())
                        .tested(stats(), outcomes()));
    }

    private TextualLoss loss(Slot slot, Score score, TextualLoss.@Nullable Trace trace) {
        return new TextualLoss(
                stepRef(),
                slot,
                new TaskId("t"),
                program().id(),
                score,
                trace,
                new Failure.Infrastructure("why " + text),
                cost());
    }

    private MetaStructurePublished metaStructure() {
        return new MetaStructurePublished(
                stepRef(),
                2,
                spec(),
                List.of("parent", text),
                "checks " + text,
                program(),
                stats(),
                settings(),
                snapshot(),
                -7,
                new Allowance(Long.MAX_VALUE, 8, 21L));
    }

    private StepRequested stepRequested() {
        return new StepRequested(
                stepRef(),
                "purpose " + text,
                spec().only(2),
                program(),
                new StepOperator(
                        StepOperator.Kind.INJECT, List.of(new StepOperator.Pattern(text, 5))),
                3,
                settings(),
                snapshot(),
                -7,
                4,
                new Allowance(Long.MAX_VALUE, 8, 21L));
    }

    private MetaPromptPublished metaPrompt(@Nullable String parent, @Nullable TaskId drawn) {
        return new MetaPromptPublished(
                stepRef(),
                MetaPromptPublished.META,
                1,
                2,
                spec(),
                parent,
                drawn,
                program(),
                stats(),
                settings(),
                snapshot(),
                99,
                6,
                drawn == null ? null : new Allowance(Integer.MAX_VALUE, 9, null));
    }

    private OptimizerState optimizerState(@Nullable Program candidate, @Nullable Double score) {
        return new OptimizerState(
                stepRef(),
                OptimizerState.Decided.UNDECIDED,
                "reason " + text,
                candidate,
                score,
                program(),
                .1 + .2,
                77,
                cost(),
                candidate == null ? null : new ProgramId("parent " + text),
                candidate == null ? List.of() : List.of(new TaskId("t"), new TaskId(text + "2")),
                candidate == null ? List.of() : List.of(new UnusableReply("program", text)));
    }

    private ScoreAggregated report(
            @Nullable TaskSubmitted draw, List<ScoreAggregated.ItemOutcome> outcomes) {
        return new ScoreAggregated(
                stepRef(),
                ScoreAggregated.Scope.TRIAL,
                Split.VAL,
                stats(),
                program(),
                outcomes,
                draw == null ? null : stats(),
                draw == null ? null : .75,
                draw == null ? List.of() : List.of(new MissedTask(draw, text)),
                draw,
                new Failure.Budget(text),
                cost());
    }

    private OptimizerVersion version(
            @Nullable String parent, @Nullable TaskId drawn, @Nullable Double score) {
        return new OptimizerVersion(
                project,
                run,
                trial,
                spec(),
                parent == null ? List.of() : List.of(parent, "other"),
                drawn,
                score,
                .625,
                .125,
                OptimizerVersion.Verdict.ADOPTED,
                new Serial(3),
                cost(),
                false,
                null,
                drawn == null ? null : new OptimizerVersion.WindowEvidence(9, .0625, 20.5));
    }

    private static MixShift shift(double distance) {
        return new MixShift(distance, .0625, 3, 4, .25, .5);
    }

    private OptimizerContest contest(boolean open) {
        OptimizerContest begun =
                OptimizerContest.begun(
                                3,
                                7,
                                version(null, null, null),
                                spec(),
                                LocalDate.of(2026, 11, 28),
                                12)
                        .observed(new OptimizerContest.Observation(6, 12, .125, .25), 1.5, 100);
        return open
                ? begun.comparing(new OptimizerContest.Comparison(5, 12))
                : begun.ended(OptimizerContest.Stage.ADOPTED, "why " + text);
    }

    private OptimizerVersion offered(@Nullable Provenance from) {
        return OptimizerVersion.offered(project, spec(), from, new Serial(2));
    }

    private Provenance provenance() {
        return new Provenance(
                new ProjectId("other " + text),
                new RunId("elsewhere " + text),
                "version " + text,
                .875,
                .75,
                .625,
                null,
                .125);
    }

    private List<ScoreAggregated.ItemOutcome> outcomes() {
        return List.of(
                new ScoreAggregated.ItemOutcome(new TaskId("a" + text), Score.CORRECT, null),
                new ScoreAggregated.ItemOutcome(
                        new TaskId("b"), Score.UNPARSEABLE, Failure.Content.Kind.CUT_OFF));
    }

    private StepRef stepRef() {
        return new StepRef(project, run, trial, 3, 1);
    }

    private Item item() {
        return new Item(stepRef(), new Slot(Split.TRAIN, 7), task("a"), program(), settings());
    }

    private List<NodeOutput> outputs() {
        return List.of(new NodeOutput("node" + text, 0, text), new NodeOutput("other", 3, ""));
    }

    private TextualLoss.Trace trace() {
        return new TextualLoss.Trace(item(), outputs(), text, "criticism " + text);
    }

    private TaskSubmitted task(String id) {
        return new TaskSubmitted(
                project, new TaskId(id), "input " + text, text, "set", Split.GATE, "g" + text);
    }

    private TaskSubmitted bareTask() {
        return new TaskSubmitted(
                project, new TaskId("bare"), "input " + text, null, null, null, null);
    }

    private static List<TaskId> ids(String prefix, int count) {
        List<TaskId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) ids.add(new TaskId(prefix + i));
        return ids;
    }

    private SnapshotSpec snapshot() {
        return new SnapshotSpec(project, "set " + text, 12, "hash", SplitShares.DEFAULT);
    }

    private static ScoreStats stats() {
        return new ScoreStats(1, 2, 3, 4, .5, .25, .75);
    }

    Program program() {
        return program("prompt " + text);
    }

    private Program program(String prompt) {
        return new Program(
                List.of(
                        new Node.SplitText("cut", Node.TASK, text + "\n", 4),
                        new Node.LlmCall(
                                "each",
                                new Variable(prompt, "role " + text, true),
                                List.of("cut"),
                                "{{cut}} " + text,
                                true),
                        new Node.Aggregate("join", List.of("each", Node.TASK), text),
                        new Node.LlmCall(
                                "answer",
                                new Variable(prompt, "role", false),
                                List.of("join"),
                                null,
                                false),
                        new Node.Extract("last", "answer", "(.*)" + text)),
                "last");
    }

    LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) {
            models.put(
                    role,
                    new ModelSpec(
                            role + ControlCharacters.line(text), .7, 1000 + models.size(), 30));
        }
        return new LoopSettings(
                evaluator(),
                AnswerParsing.TEXTGRAD_COMPAT,
                "question " + text,
                models,
                64,
                AcceptanceRule.REVERT,
                true,
                .95,
                1 / 3.,
                98304,
                Set.of());
    }

    private EvaluatorSpec evaluator() {
        Map<String, String> settings = Map.of("field", "f" + text, "compare", "c" + text);
        EvaluatorSpec.Part part =
                new EvaluatorSpec.Part(.25, EvaluatorSpec.with("json-field", settings));
        EvaluatorSpec.Part other = new EvaluatorSpec.Part(.75, EvaluatorSpec.named("exact"));
        return new EvaluatorSpec("composite", new TreeMap<>(), List.of(part, other));
    }

    private CandidateOutput output() {
        return new CandidateOutput(item(), outputs(), text, null, cost());
    }

    OptimizerSpec spec() {
        Phase phase =
                new Phase(
                        "tgd",
                        Aspect.DEMOS,
                        6,
                        "task " + text,
                        List.of("constraint", text),
                        List.of(text),
                        2,
                        3,
                        new Tags("<A>" + text, "</A>" + text),
                        Reduce.SUMMARISE,
                        ModelRole.META);
        return new OptimizerSpec("name " + text, List.of(phase, phase));
    }

    /** Returns a project with this id. */
    public static Project project(ProjectId id) {
        Project any = new Samples("a").project();
        return new Project(
                id,
                any.seed(),
                any.loop(),
                any.optimizers(),
                any.meta(),
                any.shares(),
                any.budget());
    }

    Project project() {
        return new Project(
                project,
                program(),
                settings(),
                List.of(spec()),
                new MetaSettings(
                        2,
                        3,
                        0,
                        .125,
                        MetaSettings.InitialScore.ZERO,
                        7,
                        MetaSettings.SearchMode.RACE,
                        MetaSettings.ParentRule.PARETO,
                        "control " + text),
                new SplitShares(.1, .2, .3),
                new Budget(new Limits(4_567L, 5_678L, 6_789L), new Limits(7L, 8L, 9L)));
    }

    private Cost cost() {
        return Cost.of(ModelRole.PROGRAM, 7, 8)
                .plus(Cost.of(ModelRole.PROGRAM, new Cost.Spent(1, 20, 1, true, 1_234)))
                .plus(Cost.of(ModelRole.META, 3, text.length()));
    }
}
