package metatextgrad.preflight;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;

/** Projects and tasks of preflights. */
final class PreflightCases {
    static final ProjectId ID = new ProjectId("p");

    private PreflightCases() {}

    /** A project of one call, with task model {@code small} and this critic. */
    static Project project(String critic) {
        return project(critic, 1);
    }

    /** The same, of this many calls. */
    static Project project(String critic, int calls) {
        List<Node> nodes =
                IntStream.range(0, calls)
                        .<Node>mapToObj(
                                i ->
                                        new Node.LlmCall(
                                                "call-" + i,
                                                new Variable(
                                                        "Answer yes if it fits.", "a prompt", true),
                                                List.of(i == 0 ? Node.TASK : "call-" + (i - 1)),
                                                null,
                                                false))
                        .toList();
        return new Project(
                ID,
                new Program(nodes, "call-" + (calls - 1)),
                loop(critic),
                List.of(
                        new OptimizerSpec(
                                "tgd", List.of(Phase.plain("tgd", Aspect.PROMPT, 1, "Improve.")))),
                new MetaSettings(0, 0, 1, 0, InitialScore.TRIAL),
                SplitShares.DEFAULT,
                Budget.NONE);
    }

    private static LoopSettings loop(String critic) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values())
            models.put(role, new ModelSpec(critic, 0, 100, 30));
        models.put(ModelRole.PROGRAM, new ModelSpec("small", .7, 200, 30));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "questions",
                models,
                3,
                AcceptanceRule.PAPER,
                true,
                1,
                1,
                2048,
                Set.of());
    }

    static List<TaskSubmitted> tasks(Split split, int count, IntFunction<String> target) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                new TaskSubmitted(
                                        ID,
                                        new TaskId(split + "-" + i),
                                        "question " + i,
                                        target.apply(i),
                                        null,
                                        split,
                                        null))
                .toList();
    }
}
