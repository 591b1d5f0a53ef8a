package metatextgrad.services.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.services.gateway.console.TaskPage.Part;
import metatextgrad.services.gateway.records.PlacedEvent;
import metatextgrad.services.gateway.records.TaskRecords;
import metatextgrad.services.gateway.views.FeedPosition.Place;
import org.junit.jupiter.api.Test;

/** Whether the page of a task shows its right answer. */
final class TaskPageTest {
    private static final ProjectId ID = new ProjectId("p");
    private static final TaskId TASK = new TaskId("t");

    @Test
    void shouldShowThePublicRightAnswer() {
        assertThat(parts(Targets.PUBLIC))
                .containsExactly(
                        new Part("Input", "Who wrote it? Ada Lovelace did."),
                        new Part("Expected", "Ada Lovelace"));
    }

    @Test
    void shouldShowNoPrivateRightAnswer() {
        assertThat(parts(Targets.PRIVATE))
                .containsExactly(new Part("Input", "Who wrote it? [private answer] did."));
    }

    private static List<Part> parts(Targets targets) {
        TaskSubmitted task =
                new TaskSubmitted(
                        ID,
                        TASK,
                        "Who wrote it? Ada Lovelace did.",
                        "Ada Lovelace",
                        null,
                        null,
                        null);
        PlacedEvent placed = new PlacedEvent(task, Instant.EPOCH, new Place("tasks", 0), 7);
        TaskRecords records = new TaskRecords(List.of(placed), true);
        return TaskPage.of(project(targets), TASK, records, 1).entries().items().getFirst().text();
    }

    static Project project(Targets targets) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) models.put(role, new ModelSpec("m", 0, 100, 30));
        LoopSettings loop =
                new LoopSettings(
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
                                Set.of())
                        .with(targets);
        Variable prompt = new Variable("Answer.", "a prompt", true);
        return new Project(
                ID,
                new Program(
                        List.of(new Node.LlmCall("a", prompt, List.of(Node.TASK), null, false)),
                        "a"),
                loop,
                List.of(
                        new OptimizerSpec(
                                "tgd", List.of(Phase.plain("tgd", Aspect.PROMPT, 1, "Improve.")))),
                new MetaSettings(0, 0, 1, 0, InitialScore.TRIAL),
                SplitShares.DEFAULT,
                Budget.NONE);
    }
}
