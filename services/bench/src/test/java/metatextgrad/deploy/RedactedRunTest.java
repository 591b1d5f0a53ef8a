package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.local.LocalRun;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.redact.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a whole run, secrets and nothing else are hidden from the roles that reflect. */
final class RedactedRunTest {
    private static final String MAIL = "kim@example.net";
    private static final String ALL = "raw-text: [backward, optimizer, meta]\n";

    @Test
    void shouldSendASecretOfATaskOnlyToTheProgramModel() {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks =
                LoopScenario.tasks(project).stream().map(RedactedRunTest::withMail).toList();

        List<LlmRequest> asked = asked(LoopScenario.request(project, tasks), tasks);

        assertThat(asked)
                .filteredOn(ask -> ask.role() == ModelRole.PROGRAM)
                .isNotEmpty()
                .allMatch(ask -> text(ask).contains(MAIL));
        for (ModelRole role : List.of(ModelRole.BACKWARD, ModelRole.OPTIMIZER, ModelRole.META))
            assertThat(asked)
                    .filteredOn(ask -> ask.role() == role)
                    .isNotEmpty()
                    .noneMatch(ask -> text(ask).contains(MAIL))
                    .anyMatch(ask -> text(ask).contains("[e-mail]"));
    }

    /** Its prompts, and the figures of the README, must be the same as without redaction. */
    @ParameterizedTest
    @EnumSource(DemoTasks.class)
    void shouldMaskNothingInTheDemo(DemoTasks demo) {
        Project project = Inputs.project("demo", demo.project() + "\n" + ALL);
        List<TaskSubmitted> tasks = demo.tasks(project.id(), "demo", 12, 20, 10, 1);
        String hash = SnapshotSpec.hash(tasks.stream().map(TaskSubmitted::id).toList());
        SnapshotSpec snapshot =
                new SnapshotSpec(project.id(), "demo", 42, hash, SplitShares.DEFAULT);

        List<LlmRequest> asked =
                asked(new RunRequested(new RunId("run-1"), project, snapshot, 1), tasks);

        assertThat(asked).extracting(LlmRequest::role).contains(ModelRole.META);
        assertThat(asked).allMatch(ask -> Redactor.find(text(ask)).isEmpty());
    }

    private static List<LlmRequest> asked(RunRequested request, List<TaskSubmitted> tasks) {
        List<LlmRequest> asked = new ArrayList<>();
        RunState end =
                new LocalRun(LoopScenario.model())
                        .run(
                                request,
                                tasks,
                                event -> {
                                    if (event instanceof LlmRequest ask) asked.add(ask);
                                });
        assertThat(end.status()).isEqualTo(RunState.Status.FINISHED);
        return asked;
    }

    private static String text(LlmRequest ask) {
        return String.join("\n", ask.messages().stream().map(Message::content).toList());
    }

    private static TaskSubmitted withMail(TaskSubmitted task) {
        return new TaskSubmitted(
                task.project(),
                task.id(),
                "Asked by " + MAIL + ": " + task.input(),
                task.target(),
                task.set(),
                task.split(),
                task.group());
    }
}
