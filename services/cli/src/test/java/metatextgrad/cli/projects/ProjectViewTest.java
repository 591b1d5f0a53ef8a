package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.Repository;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.project.Project;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectViewTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/dyck.yaml",
                "examples/plan-and-solve.yaml",
                "examples/two-servers.yaml"
            })
    void shouldShowAFileThatDefinesTheSameProject(String file) {
        Project project = Inputs.project(Repository.ROOT.resolve(file));
        String shown =
                String.join(
                        "\n", ProjectView.of(new ProjectDefined(project, new Serial(3))).text());
        assertThat(shown).startsWith("# project " + project.id() + ", serial 3\n");
        assertThat(Inputs.project("shown", shown)).isEqualTo(project);
    }
}
