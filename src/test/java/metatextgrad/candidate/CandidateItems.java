package metatextgrad.candidate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.TestFailures;
import metatextgrad.llm.Usage;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;

/** Items of small programs, and answers to their requests. */
public final class CandidateItems {
    public static final Program ONE = new Program(List.of(call("solve", Node.TASK)), "solve");
    public static final Program CHAIN =
            new Program(List.of(call("plan", Node.TASK), call("solve", "plan")), "solve");

    /** A program with a draft, and a second call that sees the question and the draft. */
    static final Program BOTH =
            new Program(
                    List.of(
                            call("draft", Node.TASK),
                            new Node.LlmCall(
                                    "solve",
                                    prompt("solve"),
                                    List.of(Node.TASK, "draft"),
                                    null,
                                    false)),
                    "solve");

    /** A program with one call per part of the question. */
    public static final Program PARTS =
            new Program(
                    List.of(
                            new Node.SplitText("cut", Node.TASK, ",", 5),
                            new Node.LlmCall("each", prompt("each"), List.of("cut"), null, true)),
                    "each");

    private CandidateItems() {}

    static Node call(String id, String input) {
        return new Node.LlmCall(id, prompt(id), List.of(input), null, false);
    }

    static TaskBatch batch(Program program, String... questions) {
        return new TaskBatch(
                stepRef(),
                Split.TRAIN,
                0,
                questions.length,
                Arrays.stream(questions).map(CandidateItems::task).toList(),
                program,
                settings(false),
                null,
                null);
    }

    public static Item item(Program program, Split split, boolean skipCorrect) {
        return new Item(
                stepRef(), new Slot(split, 0), task("a,b,c"), program, settings(skipCorrect));
    }

    public static TextualLoss loss(Program program, Score score, NodeOutput... outputs) {
        return loss(item(program, Split.TRAIN, false), score, outputs);
    }

    public static TextualLoss loss(Item item, Score score, NodeOutput... outputs) {
        TextualLoss.Trace trace =
                new TextualLoss.Trace(item, List.of(outputs), "the answer", "It is wrong.");
        return new TextualLoss(
                item.stepRef(),
                item.slot(),
                item.task().id(),
                item.program().id(),
                score,
                item.slot().split() == Split.TRAIN ? trace : null,
                null,
                Cost.NONE);
    }

    static LlmResponse answer(LlmRequest request, String text) {
        return response(request, LlmResponse.Outcome.OK, text, "");
    }

    public static LlmResponse response(
            LlmRequest request, LlmResponse.Outcome outcome, String text, String reason) {
        return response(request, outcome, text, TestFailures.of(outcome, reason));
    }

    public static LlmResponse response(
            LlmRequest request,
            LlmResponse.Outcome outcome,
            String text,
            @Nullable Failure failure) {
        return LlmResponse.of(
                request,
                outcome,
                text,
                failure,
                new Usage(3, 2),
                LlmResponse.Billing.BILLED,
                "",
                List.of());
    }

    private static Variable prompt(String id) {
        return new Variable("You " + id + ".", "the prompt of " + id, true);
    }

    private static TaskSubmitted task(String question) {
        return new TaskSubmitted(
                new ProjectId("project"), new TaskId(question), question, "x", null, null, null);
    }

    private static StepRef stepRef() {
        return new StepRef(new ProjectId("project"), new RunId("run"), new TrialId("trial"), 1, 0);
    }

    private static LoopSettings settings(boolean skipCorrect) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 100, 60));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "questions",
                models,
                3,
                AcceptanceRule.PAPER,
                skipCorrect,
                .95,
                .8,
                96 * 1024,
                Set.of());
    }
}
