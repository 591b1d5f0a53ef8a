package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A setting of a fork has the value that it has in a project file. */
final class ForkSettingsTest {
    private static final Project PROJECT = LoopScenario.project(SearchMode.RACE);

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", ".5, 0.5", "+1, 1", "1e-3, 0.001"})
    void shouldReadNumbersAsYamlDoes(String text, double temperature) {
        Project changed = ForkSettings.of(PROJECT, Map.of("models.optimizer.temperature", text));

        assertThat(changed.loop().model(ModelRole.OPTIMIZER).temperature()).isEqualTo(temperature);
    }

    @Test
    void shouldReadNamesAndBooleansAsYamlDoes() {
        Project changed =
                ForkSettings.of(
                        PROJECT, Map.of("models.optimizer", "\"gpt-4o\"", "skip-correct", "true"));

        assertThat(changed.loop().model(ModelRole.OPTIMIZER).name()).isEqualTo("gpt-4o");
        assertThat(changed.loop().skipCorrect()).isTrue();
    }

    @Test
    void shouldRefuseAValueThatIsNoYaml() {
        assertThatThrownBy(() -> ForkSettings.of(PROJECT, Map.of("models.optimizer", "\"gpt-4o")))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessageStartingWith("--set: line 1: is not YAML: ");
        assertThatThrownBy(() -> ForkSettings.of(PROJECT, Map.of("budget.calls", " ")))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage("--set: `budget.calls` has no value");
    }
}
