package metatextgrad.services.mtg.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.meta.CallFormula;
import metatextgrad.meta.LocalRun;
import metatextgrad.model.Project;
import metatextgrad.model.RunState;
import metatextgrad.model.Task;
import org.junit.jupiter.api.Test;

final class LocalRunTest {
    private final Project project = LoopScenario.project();
    private final List<Task> tasks = LoopScenario.tasks(project);

    @Test
    void shouldFindABetterProgramWhereThereIsOne() {
        RunState state =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(project, tasks), tasks, event -> {});
        assertThat(state.status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(state.lines().get(state.best()).validation().mean())
                .isGreaterThan(state.lines().getFirst().validation().mean());
    }

    @Test
    void shouldAskExactlyAsOftenAsTheFormulaSays() {
        LocalRun run = new LocalRun(LoopScenario.model());
        RunState state = run.run(LoopScenario.request(project, tasks), tasks, event -> {});
        long asks = run.answers().paid() + run.answers().saved();
        assertThat(asks).isEqualTo(CallFormula.of(project, 20, 20, state.lines().size()).total());
    }
}
