package metatextgrad.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Map;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.GeneratedTasks;
import metatextgrad.cli.demo.HouseTasks;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RealModelDemoTest {
    @ParameterizedTest
    @EnumSource(DemoTasks.class)
    void shouldBeAShortRaceWithinItsBudget(DemoTasks task) {
        Project project = project(task, Map.of());
        RunForecaster size = RunForecaster.of(project, RealModelDemo.tasks(task, project, 1));
        assertThat(size.announcement())
                .startsWith("62 tasks (12 train, 25 val, 25 test); expected calls: at most 2877 ")
                .endsWith(
                        "; the budget stops the search at 500 calls, which is before its end; this"
                                + " budget buys about 14 proposals");
        assertThat(size.tokens())
                .isEqualTo(
                        "about 910,200 tokens at most, if calls are as long as in the paper (1,300 per"
                                + " call of the program, 2,400 of a critic or an optimizer, 2,500 of"
                                + " the meta model): an estimate");
        assertThatCode(() -> size.requireBudget(Prices.NONE)).doesNotThrowAnyException();
    }

    /** Two programs are scored again at the end, so the search has 300 of the calls. */
    @ParameterizedTest
    @EnumSource(HouseTasks.class)
    void shouldSearchTasksOfAHouseWithThreeHundredCalls(HouseTasks task) {
        Project project = project(task, Map.of());
        RunForecaster size = RunForecaster.of(project, RealModelDemo.tasks(task, project, 1));
        assertThat(size.announcement())
                .startsWith("180 tasks (40 train, 40 val, 100 test); expected calls: at most ")
                .contains("; the budget stops the search at 580 calls, which is before its end");
        assertThat(project.budget().run().calls()).isEqualTo(300 + size.sizes().after() * 2L);
        assertThatCode(() -> size.requireBudget(Prices.NONE)).doesNotThrowAnyException();
    }

    @Test
    void shouldWaitForModelsOnTheUsersOwnMachine() {
        assertThat(project(DemoTasks.dyck, Map.of()).loop().models().values())
                .allMatch(model -> model.timeoutSeconds() == 600);
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

    private static Project project(GeneratedTasks task, Map<ModelRole, String> models) {
        return RealModelDemo.project(task, models);
    }
}
