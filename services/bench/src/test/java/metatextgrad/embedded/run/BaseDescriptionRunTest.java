package metatextgrad.embedded.run;

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
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The demo's last row: the same calls with the base description. */
final class BaseDescriptionRunTest {
    /** Calls depend on unusable replies and on scores; the row states how many. */
    @ParameterizedTest
    @EnumSource
    void shouldMakeTheCallsOfTheRunWithoutItsDescriptions(SearchMode mode) {
        Project demo = Inputs.project("the demo's project", DemoTasks.dyck.project());
        Project project = demo.withMeta(demo.meta().in(mode));
        List<TaskSubmitted> tasks = DemoTasks.dyck.tasks(project.id(), "demo", 50, 100, 100, 1);
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
        assertThat(row.requests().total() / (double) requests.get()).isBetween(.7, 1.3);
        assertThat(row.line().test()).isNotNull();
        OptimizerSpec optimizer = Objects.requireNonNull(row.line().optimizer());
        assertThat(optimizer).isEqualTo(project.optimizers().getFirst());
    }
}
