package metatextgrad.services.worker.scheduler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;

/** The run of {@link SampleRequests}, with a budget of its own. */
final class SampleRuns {
    private SampleRuns() {}

    static RunRequested withTokens(long tokens) {
        Project project =
                new Project(
                        new ProjectId("demo"),
                        program(),
                        settings(),
                        List.of(
                                new OptimizerSpec(
                                        "tgd",
                                        List.of(Phase.plain("tgd", Aspect.PROMPT, 1, "Improve.")))),
                        new MetaSettings(0, 0, 1, 0, InitialScore.TRIAL),
                        SplitShares.DEFAULT,
                        new Budget(new Limits(null, tokens, null), Limits.NONE));
        SnapshotSpec snapshot =
                new SnapshotSpec(project.id(), "set", 9, "hash", SplitShares.DEFAULT);
        return new RunRequested(new RunId("run"), project, snapshot, 1);
    }

    private static Program program() {
        Variable prompt = new Variable("Solve it.", "a prompt", true);
        return new Program(
                List.of(new Node.LlmCall("solve", prompt, List.of(Node.TASK), null, false)),
                "solve");
    }

    private static LoopSettings settings() {
        Map<ModelRole, ModelSpec> models =
                Arrays.stream(ModelRole.values())
                        .collect(Collectors.toMap(role -> role, role -> SampleRequests.SPEC));
        return new LoopSettings(
                EvaluatorSpec.named("exact"),
                AnswerParsing.STRICT,
                "questions",
                models,
                1,
                AcceptanceRule.PAPER,
                true,
                .9,
                .8,
                4096,
                Set.of());
    }
}
