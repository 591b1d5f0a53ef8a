package metatextgrad.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.cluster.CheckResult.Status;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.Repository;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.Test;

/** What the doctor reports about a project. */
final class ProjectCheckTest {
    private static final Project PROJECT = LoopScenario.project();

    private final List<CheckResult> findings = new ArrayList<>();

    @Test
    void shouldReportTheFiguresOfAPreflight() throws IOException {
        try (SimulatorServer server = SimulatorServer.start(LoopScenario.simulator())) {
            look(server.baseUrl());
        }

        assertThat(findings).allMatch(one -> one.check().equals("project"));
        assertThat(findings).noneMatch(one -> one.status() == Status.PROBLEM);
        assertThat(findings)
                .extracting(CheckResult::detail)
                .anyMatch(line -> line.startsWith("targets: "))
                .anyMatch(line -> line.startsWith("headroom: `sim-student` answers "))
                .contains("32 calls made");
    }

    @Test
    void shouldReportThatNoServerAnswers() {
        look(URI.create("http://127.0.0.1:1/v1"));

        assertThat(findings)
                .singleElement()
                .isEqualTo(
                        CheckResult.problem(
                                "project",
                                "no model server answers at http://127.0.0.1:1/v1: start it, or set OPENAI_BASE_URL",
                                "mtg doctor --project FILE --tasks FILE, once the server has the models of the project"));
    }

    @Test
    void shouldReadExamplesAndRefuseMissingFiles() {
        Path examples = Repository.ROOT.resolve("examples");
        assertThat(
                        ProjectCheck.read(
                                        examples.resolve("dyck.yaml"),
                                        examples.resolve("dyck.jsonl"))
                                .tasks())
                .hasSizeGreaterThan(200);
        Path none = examples.resolve("none.yaml");
        assertThatThrownBy(() -> ProjectCheck.read(none, none))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageContaining("does not exist");
    }

    private void look(URI server) {
        new ProjectCheck(PROJECT, LoopScenario.tasks(PROJECT))
                .look(ModelEndpoints.simulated(server), findings::add);
    }
}
