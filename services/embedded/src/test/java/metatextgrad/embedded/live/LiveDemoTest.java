package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.input.Inputs;
import metatextgrad.embedded.AllInOne;
import metatextgrad.embedded.ChildCommand;
import metatextgrad.json.Resources;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mtg demo --live}, in a world in which no prompt helps, and small. */
@Tag("broker")
final class LiveDemoTest {
    private static final String WORLD = "null";
    private static final int TASKS = 900;

    /** So few that a window closes before the last one on a busy machine too. */
    private static final int PER_SECOND = 10;

    @TempDir private Path temp;
    private SimulatorServer models;
    private AllInOne system;

    @BeforeEach
    void start() throws IOException {
        models = SimulatorServer.start(SimulatorConfig.of(WORLD));
        system = AllInOne.temporary(ModelEndpoints.simulated(models.baseUrl()), line -> {});
    }

    @AfterEach
    void end() {
        system.close();
        models.close();
        assertThat(applications()).isEmpty();
    }

    @Test
    void shouldPromoteNothingIfNoPromptHelps() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Path series = temp.resolve("live.om");
        LiveDemoView view =
                new LiveDemo(project(), WORLD, 1, TASKS, PER_SECOND, lines::add)
                        .on(system, models, series);
        assertThat(view.tasks()).isEqualTo(TASKS);
        assertThat(view.windows()).isPositive();
        assertThat(view.promotions()).as(String.join("\n", lines)).isZero();
        assertThat(view.text()).anyMatch(line -> line.matches("\\d+ windows?, 0 promotions, .*"));
        assertThat(series)
                .content()
                .contains("# TYPE mtg_demo_tasks counter\nmtg_demo_tasks_total 0.0 ")
                .containsPattern("\nmtg_demo_tasks_total 900\\.0 \\d+\n")
                .containsPattern("\nmtg_demo_windows_total %d\\.0 \\d+\n".formatted(view.windows()))
                .containsPattern("\nmtg_window_tasks\\{project=\"demo-live\"\\} \\d")
                .endsWith("\n# EOF\n");
    }

    @Test
    void shouldEndWithTheApplication() {
        LiveDemo demo =
                new LiveDemo(project(), WORLD, 1, TASKS, PER_SECOND, this::killOnceItServes);
        assertThatThrownBy(() -> demo.on(system, models, null))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.FAILURE))
                .hasMessage(
                        "the application ended with exit code 137 before its last task: start the"
                                + " demo again");
    }

    private void killOnceItServes(String line) {
        if (line.contains("the application serves"))
            applications().forEach(ProcessHandle::destroyForcibly);
    }

    private static Stream<ProcessHandle> applications() {
        String mark = ChildCommand.MARK + ApplicationProcess.NAME;
        return ProcessHandle.current()
                .descendants()
                .filter(one -> one.info().commandLine().orElse("").contains(mark));
    }

    private static Project project() {
        return Inputs.project(
                "project",
                Resources.text("/projects/live.yaml")
                        .replace("calls: 600", "calls: 300")
                        .replace(
                                "tasks: 200, at-most: 24h, at-least: 100",
                                "tasks: 100, at-most: 24h, at-least: 50")
                        .replace("train: 40, val: 60", "train: 20, val: 20"));
    }
}
