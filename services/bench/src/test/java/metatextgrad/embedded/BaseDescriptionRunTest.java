package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.runs.ControlRow;
import metatextgrad.llm.LlmRequest;
import metatextgrad.local.LocalRun;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** The demo's last row: the same calls with the base description. */
final class BaseDescriptionRunTest {
    @Test
    void shouldMakeTheCallsOfTheRunWithoutItsDescriptions() {
        Project project = Inputs.project("the demo's project", DemoTasks.dyck.project());
        List<TaskSubmitted> tasks = DemoTasks.dyck.tasks(project.id(), "demo", 12, 20, 20, 1);
        AtomicLong requests = new AtomicLong();
        new LocalRun(new SimulatedModel("demo", 1))
                .run(
                        new RunRequested(
                                new RunId("run"), project, SnapshotSpec.of(project, tasks), 1),
                        tasks,
                        event -> {
                            if (event instanceof LlmRequest) requests.incrementAndGet();
                        });

        ControlRow row =
                Objects.requireNonNull(
                        BaseDescriptionRun.row(project, tasks, 1, new SimulatedModel("demo", 1)));

        assertThat(row.name()).isEqualTo("same calls, base description");
        assertThat(row.requests().total() / (double) requests.get()).isBetween(.98, 1.02);
        assertThat(row.line().test()).isNotNull();
        OptimizerSpec optimizer = Objects.requireNonNull(row.line().optimizer());
        assertThat(optimizer).isEqualTo(project.optimizers().getFirst());
    }
}
