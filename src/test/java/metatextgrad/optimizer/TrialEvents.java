package metatextgrad.optimizer;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.Aspect;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Gradient;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Range;
import metatextgrad.model.Reduce;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.Tags;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.SplitShares;
import org.jspecify.annotations.Nullable;

/** The events of one trial that the optimizer receives, with batches of this size. */
record TrialEvents(int batch) {
    static final ProjectId PROJECT = new ProjectId("project");
    static final TrialId TRIAL = new TrialId("trial");
    static final Program SEED = program("old");

    static Program program(String... prompts) {
        List<Node> nodes =
                IntStream.range(0, prompts.length)
                        .<Node>mapToObj(i -> call("node" + i, prompts[i]))
                        .toList();
        return new Program(nodes, nodes.getLast().id());
    }

    MetaPromptPublished trial(int steps) {
        return trial(SEED, phase(steps, 0, 0));
    }

    MetaPromptPublished trial(Program seed, Phase... phases) {
        return new MetaPromptPublished(
                stepRef(0),
                MetaPromptPublished.BASE,
                0,
                0,
                new OptimizerSpec("tgd", List.of(phases)),
                null,
                null,
                seed,
                ScoreStats.EMPTY,
                settings(),
                snapshot(),
                1,
                7,
                null);
    }

    EvaluationRequested evaluation(boolean empty) {
        return new EvaluationRequested(
                stepRef(0), "draw", SEED, settings(), snapshot(), Split.VAL, empty, 1, 7, null);
    }

    static Phase phase(int steps, int memory, int momentum) {
        return new Phase(
                momentum == 0 ? "tgd" : "momentum",
                Aspect.PROMPT,
                steps,
                "You improve prompts.",
                List.of(),
                List.of(),
                memory,
                momentum,
                Tags.DEFAULT,
                Reduce.CONCATENATE,
                ModelRole.OPTIMIZER);
    }

    /** Returns tasks of the train split in these slots. */
    TaskBatch train(int step, int first, int count) {
        return tasks(step, Split.TRAIN, first, count, batch, SEED);
    }

    TaskBatch val(int step, int first, int count, int of, Program program) {
        return tasks(step, Split.VAL, first, count, of, program);
    }

    /** Returns the answer to an evaluation of no items: only the drawn pair. */
    TaskBatch drawn() {
        return new TaskBatch(
                stepRef(0), Split.VAL, 0, 9, List.of(), SEED, settings(), task("drawn"), null);
    }

    TaskBatch refused(int step, Split split) {
        return new TaskBatch(
                stepRef(step),
                split,
                0,
                0,
                List.of(),
                SEED,
                settings(),
                null,
                new Failure.Infrastructure("no tasks"));
    }

    static GradientComputed gradient(int step, int slot, Program program, Score score) {
        List<Gradient> critiques =
                program.trainable().stream()
                        .map(
                                call ->
                                        new Gradient(
                                                call.id(),
                                                "mind " + slot,
                                                "in",
                                                "out",
                                                "answer",
                                                "right"))
                        .toList();
        return new GradientComputed(
                stepRef(step),
                new Slot(Split.TRAIN, slot),
                new TaskId("train" + slot),
                program.id(),
                score,
                critiques,
                List.of(),
                0,
                Cost.NONE,
                null);
    }

    static GradientComputed gradient(int step, int slot) {
        return gradient(step, slot, SEED, Score.WRONG);
    }

    static TextualLoss loss(int step, int slot, Program program, Score score) {
        return new TextualLoss(
                stepRef(step),
                new Slot(Split.VAL, slot),
                new TaskId("val" + slot),
                program.id(),
                score,
                null,
                score.counts() ? null : new Failure.Infrastructure("no model: " + slot),
                Cost.NONE);
    }

    static BatchClosed closed(int step, Split split, BatchClosed.Reason reason, Integer... slots) {
        return new BatchClosed(TRIAL, step, split, reason, Arrays.asList(slots));
    }

    static LlmResponse reply(int step, String about, int attempt, String text) {
        return reply(step, about, attempt, LlmResponse.Outcome.OK, text, null);
    }

    static LlmResponse failure(int step, String about, int attempt, String reason) {
        return reply(
                step,
                about,
                attempt,
                LlmResponse.Outcome.FAILED,
                "",
                new Failure.Infrastructure(reason));
    }

    static String improved(String text) {
        return Tags.DEFAULT.start() + text + Tags.DEFAULT.end();
    }

    static StepRef stepRef(int step) {
        return new StepRef(PROJECT, new RunId("run"), TRIAL, step, 0);
    }

    private static LlmResponse reply(
            int step,
            String about,
            int attempt,
            LlmResponse.Outcome outcome,
            String text,
            @Nullable Failure failure) {
        return new LlmResponse(
                new CallKey("call"),
                new RequestId("ask"),
                Requester.OPTIMIZER,
                TRIAL.value(),
                step,
                "update/" + about,
                attempt,
                outcome,
                text,
                failure,
                Usage.NONE,
                LlmResponse.Billing.BILLED,
                ModelRole.OPTIMIZER,
                "model",
                "",
                List.of(),
                new NoContext());
    }

    private TaskBatch tasks(int step, Split split, int first, int count, int of, Program program) {
        List<TaskSubmitted> tasks =
                IntStream.range(first, first + count)
                        .mapToObj(place -> task(split.name() + place))
                        .toList();
        @Nullable TaskSubmitted draw =
                step == 1 && split == Split.TRAIN && first == 0 ? task("drawn") : null;
        return new TaskBatch(
                stepRef(step), split, first, of, tasks, program, settings(), draw, null);
    }

    private static TaskSubmitted task(String id) {
        return new TaskSubmitted(
                PROJECT, new TaskId(id), "question " + id, "answer", "set", null, null);
    }

    private static Node call(String id, String prompt) {
        Variable variable = new Variable(prompt, "a prompt", true);
        return new Node.LlmCall(id, variable, List.of(Node.TASK), null, false);
    }

    private static SnapshotSpec snapshot() {
        return new SnapshotSpec(PROJECT, "set", 9, "hash", SplitShares.DEFAULT);
    }

    BatchRequested asked(int step, Split split, int from, int to, Program program, int draw) {
        return new BatchRequested(
                stepRef(step),
                snapshot(),
                split,
                new Range(from, to),
                program,
                settings(),
                1,
                draw,
                List.of());
    }

    private LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 1, 100, 60));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "questions",
                models,
                batch,
                AcceptanceRule.PAPER,
                false,
                .95,
                .8,
                96 * 1024,
                Set.of());
    }
}
