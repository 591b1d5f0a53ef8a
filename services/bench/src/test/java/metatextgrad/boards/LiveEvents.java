package metatextgrad.boards;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.Aspect;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.KeptHeaders;
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
import metatextgrad.model.Serial;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.Tags;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;

/** One of every event that is counted, except changes of a run. */
final class LiveEvents {
    static final double SCORE = .7;

    private static final StepRef TRAIL =
            new StepRef(new ProjectId("words"), new RunId("r"), new TrialId("t"), 1, 0);
    private static final Slot SLOT = new Slot(Split.TRAIN, 0);
    private static final TaskId TASK = new TaskId("1");
    private static final Program PROGRAM =
            new Program(
                    List.of(
                            new Node.LlmCall(
                                    "solve",
                                    new Variable("Sort the words.", "instruction", true),
                                    List.of(Node.TASK),
                                    null,
                                    false)),
                    "solve");

    private LiveEvents() {}

    static List<Event> all() {
        ByteBuffer bytes = ByteBuffer.allocate(0);
        return List.of(
                new CandidateOutput(item(), List.of(), "a b", null, Cost.NONE),
                new TextualLoss(
                        TRAIL, SLOT, TASK, PROGRAM.id(), Score.UNPARSEABLE, null, null, Cost.NONE),
                new TextualLoss(
                        TRAIL,
                        SLOT,
                        TASK,
                        PROGRAM.id(),
                        Score.INFRASTRUCTURE,
                        null,
                        new Failure.Infrastructure("down"),
                        Cost.NONE),
                new GradientComputed(
                        TRAIL,
                        SLOT,
                        TASK,
                        PROGRAM.id(),
                        Score.CORRECT,
                        List.of(),
                        List.of(),
                        2,
                        Cost.NONE,
                        null),
                new OptimizerState(
                        TRAIL,
                        OptimizerState.Decided.ACCEPTED,
                        "",
                        PROGRAM,
                        SCORE,
                        PROGRAM,
                        SCORE,
                        0,
                        Cost.NONE,
                        PROGRAM.id(),
                        List.of(TASK),
                        List.of()),
                new ScoreAggregated(
                        TRAIL,
                        ScoreAggregated.Scope.TRIAL,
                        Split.VAL,
                        new ScoreStats(7, 3, 0, 0, SCORE, .4, .89),
                        PROGRAM,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        Cost.NONE),
                new OptimizerVersion(
                        TRAIL.project(),
                        TRAIL.run(),
                        TRAIL.trial(),
                        optimizer(),
                        List.of(),
                        null,
                        SCORE,
                        .6,
                        null,
                        OptimizerVersion.Verdict.ADOPTED,
                        new Serial(1),
                        Cost.NONE,
                        false,
                        null,
                        null),
                new PromptsServed(
                        TRAIL.project(),
                        VersionId.of(TRAIL.project(), PROGRAM),
                        List.of(),
                        new Serving.Alone(),
                        "",
                        "",
                        new Serial(1)),
                new DeadLetter(
                        "mtg.tasks",
                        0,
                        0,
                        "intake",
                        "malformed",
                        "why",
                        bytes,
                        bytes,
                        KeptHeaders.NONE));
    }

    private static Item item() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values())
            models.put(role, new ModelSpec("small", 0, 100, 10));
        LoopSettings settings =
                new LoopSettings(
                        EvaluatorSpec.named("exact"),
                        AnswerParsing.STRICT,
                        "sorting",
                        models,
                        3,
                        AcceptanceRule.PAPER,
                        true,
                        .95,
                        .8,
                        98_304,
                        Set.of());
        TaskSubmitted task =
                new TaskSubmitted(TRAIL.project(), TASK, "b a", "a b", null, null, null);
        return new Item(TRAIL, SLOT, task, PROGRAM, settings);
    }

    private static OptimizerSpec optimizer() {
        Phase phase =
                new Phase(
                        "textual-gradient-descent",
                        Aspect.PROMPT,
                        1,
                        "You rewrite prompts.",
                        List.of(),
                        List.of(),
                        0,
                        0,
                        Tags.DEFAULT,
                        Reduce.CONCATENATE,
                        ModelRole.OPTIMIZER);
        return new OptimizerSpec("tgd", List.of(phase));
    }
}
