package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RealModelDemoTest {
    @ParameterizedTest
    @EnumSource(DemoTasks.class)
    void shouldTakeFewCallsAndForecastTokens(DemoTasks task) {
        Project project = project(task, Map.of());
        List<TaskSubmitted> tasks = tasks(task, project, RealModelDemo.TEST);
        assertThat(RunForecaster.of(project, tasks).announcement())
                .startsWith(
                        "62 tasks (12 train, 25 val, 25 test); expected calls: at most 386"
                                + " (program 343, backward 36, optimizer 6, meta 1)")
                .endsWith("; the budget stops the search at 500 calls");
        assertThat(RealModelDemo.announcement(project, tasks))
                .isEqualTo(
                        "about 549,200 tokens at most, if calls are as long as in the paper (1,300 per"
                                + " call of the program, 2,400 of a critic or an optimizer, 2,500 of"
                                + " the meta model): an estimate");
    }

    @Test
    void shouldRefuseARunOfMoreCallsThanADemoMayTake() {
        Project project = project(DemoTasks.dyck, Map.of());
        assertThatThrownBy(
                        () ->
                                RealModelDemo.announcement(
                                        project,
                                        tasks(DemoTasks.dyck, project, RealModelDemo.TEST + 39)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "this run could take 503 calls, but the demo on real models takes at most 500: use mtg run");
    }

    @Test
    void shouldUseTheModelOfTheOptimizerForOtherRoles() {
        assertThat(names(Map.of()))
                .containsExactly("gpt-4o-mini", "gpt-4o", "gpt-4o", "gpt-4o", "gpt-4o");
        assertThat(names(Map.of(ModelRole.OPTIMIZER, "large", ModelRole.JUDGE, "fair")))
                .containsExactly("gpt-4o-mini", "fair", "large", "large", "large");
    }

    private static List<String> names(Map<ModelRole, String> given) {
        return project(DemoTasks.dyck, given).loop().models().values().stream()
                .map(ModelSpec::name)
                .toList();
    }

    private static Project project(DemoTasks task, Map<ModelRole, String> models) {
        return RealModelDemo.project(Inputs.project("the demo's project", task.project()), models);
    }

    private static List<TaskSubmitted> tasks(DemoTasks task, Project project, int test) {
        return task.tasks(project.id(), "demo", RealModelDemo.TRAIN, RealModelDemo.VAL, test, 1);
    }
}
