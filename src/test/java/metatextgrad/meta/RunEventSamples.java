package metatextgrad.meta;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.Aspect;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Reduce;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Sizes;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.Tags;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.statistics.ScoreAggregation;
import org.jspecify.annotations.Nullable;

/** The events that {@code meta} receives in a run of one optimizer. */
public final class RunEventSamples {
    public static final ProjectId PROJECT = new ProjectId("project");
    public static final RunId RUN = new RunId("run");
    public static final RunKeys KEYS = new RunKeys(RUN);
    public static final OptimizerSpec SPEC =
            new OptimizerSpec(
                    "tgd",
                    List.of(
                            new Phase(
                                    "tgd",
                                    Aspect.PROMPT,
                                    2,
                                    "You improve prompts.",
                                    List.of(),
                                    List.of(),
                                    0,
                                    0,
                                    Tags.DEFAULT,
                                    Reduce.CONCATENATE,
                                    ModelRole.OPTIMIZER)));
    public static final TaskSubmitted DRAWN =
            new TaskSubmitted(
                    PROJECT, new TaskId("drawn"), "question", "answer", "set", Split.TRAIN, null);

    private RunEventSamples() {}

    public static RunRequested request(int rounds) {
        Project project =
                new Project(
                        PROJECT,
                        program("seed"),
                        settings(),
                        List.of(SPEC),
                        new MetaSettings(rounds, 0, 1, 0, InitialScore.TRIAL),
                        SplitShares.DEFAULT,
                        Budget.NONE);
        return new RunRequested(
                RUN, project, new SnapshotSpec(PROJECT, "set", 9, "hash", SplitShares.DEFAULT), 1);
    }

    /** Returns a run that reads no test set, as that of a window does. */
    static RunRequested withoutTest() {
        RunRequested own = request(0);
        return new RunRequested(
                RUN, own.project(), own.snapshot(), 1, List.of(), new Sizes(10, 0), Prices.NONE);
    }

    /** Returns a run of the optimizer and of a submitted one. */
    public static RunRequested submitted(OptimizerVersion offer) {
        RunRequested own = request(0);
        Project project =
                new Project(
                        PROJECT,
                        program("seed"),
                        settings(),
                        List.of(SPEC, offer.spec()),
                        new MetaSettings(0, 0, 1, 0, InitialScore.TRIAL),
                        SplitShares.DEFAULT,
                        Budget.NONE);
        return new RunRequested(
                RUN, project, own.snapshot(), 1, List.of(offer), Sizes.UNKNOWN, Prices.NONE);
    }

    public static Program program(String prompt) {
        Variable variable = new Variable(prompt, "a prompt", true);
        return new Program(
                List.of(new Node.LlmCall("solve", variable, List.of(Node.TASK), null, false)),
                "solve");
    }

    /** Returns a trial's end with this many of ten items right. */
    public static ScoreAggregated score(TrialId trial, int right, @Nullable TaskSubmitted draw) {
        return report(trial, stats(right), draw, null);
    }

    /** Returns a score of the seed program in a run of this kind. */
    static ScoreAggregated score(RunKind kind) {
        return report(new StepRef(PROJECT, RUN, kind, KEYS.seed(), 0, 0), stats(1), null, null);
    }

    public static ScoreAggregated stopped(TrialId trial, int right) {
        return report(trial, stats(right), null, new Failure.Budget("the budget"));
    }

    public static ScoreAggregated failure(TrialId trial) {
        return report(trial, ScoreStats.EMPTY, null, new Failure.Infrastructure("it broke"));
    }

    /** Returns the report of a step of a race that made no proposal. */
    static ScoreAggregated unproposed(Failure failure) {
        return report(KEYS.trial("race", 0, 0), ScoreStats.EMPTY, null, failure);
    }

    public static LlmResponse reply(int round, int attempt, String text) {
        return new LlmResponse(
                new CallKey("call"),
                new RequestId("ask"),
                Requester.META,
                RUN.value(),
                round,
                "lane-0/round-" + round,
                attempt,
                LlmResponse.Outcome.OK,
                text,
                null,
                Usage.NONE,
                LlmResponse.Billing.BILLED,
                ModelRole.META,
                "model",
                "",
                List.of(),
                new NoContext());
    }

    public static String described(String text) {
        return "{\"improved_task_description\": \"" + text + "\"}";
    }

    public static ScoreStats stats(int right) {
        List<Score> scores = new ArrayList<>(Collections.nCopies(right, Score.CORRECT));
        scores.addAll(Collections.nCopies(10 - right, Score.WRONG));
        return ScoreAggregation.of(scores);
    }

    private static ScoreAggregated report(
            TrialId trial,
            ScoreStats stats,
            @Nullable TaskSubmitted draw,
            @Nullable Failure failure) {
        return report(new StepRef(PROJECT, RUN, trial, 0, 0), stats, draw, failure);
    }

    private static ScoreAggregated report(
            StepRef stepRef,
            ScoreStats stats,
            @Nullable TaskSubmitted draw,
            @Nullable Failure failure) {
        return new ScoreAggregated(
                stepRef,
                ScoreAggregated.Scope.TRIAL,
                Split.VAL,
                stats,
                program("reaches " + stats.correct()),
                List.of(),
                null,
                null,
                List.of(),
                draw,
                failure,
                Cost.NONE);
    }

    private static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 1, 100, 60));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "questions",
                models,
                3,
                AcceptanceRule.PAPER,
                false,
                .95,
                .8,
                96 * 1024,
                Set.of());
    }
}
