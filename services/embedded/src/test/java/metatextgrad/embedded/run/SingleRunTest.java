package metatextgrad.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Reply;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Failure;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** What a run that failed reports. */
final class SingleRunTest {
    private static final Reply REFUSED =
            new Reply.Refused(new Failure.Infrastructure("400 no such parameter"));

    @Test
    void shouldStateWhatAFailedRunBrought() {
        RunState state = run("sim-optimizer", 9);

        assertThat(state.status()).isEqualTo(RunState.Status.FAILED);
        assertThat(state.reason())
                .isEqualTo(
                        "model sim-optimizer refuses every request; 3 different ones ended with: 400 no"
                                + " such parameter");
        assertThat(SingleRun.brought(state))
                .matches(
                        "; best so far: \\w+ with \\.?0?\\.\\d{3} on the validation set, the seed program"
                                + " has 0\\.\\d{3}");
    }

    @Test
    void shouldStateNothingIfThereIsOnlyTheSeedProgram() {
        assertThat(SingleRun.brought(run("sim-critic", 0))).isEmpty();
    }

    /** Runs a race in which this model refuses everything after some requests. */
    private static RunState run(String dead, int served) {
        Project project = LoopScenario.project(SearchMode.RACE);
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        LanguageModel model = LoopScenario.model();
        int[] requests = {0};
        LanguageModel dying =
                (spec, messages, seed) ->
                        spec.name().equals(dead) && ++requests[0] > served
                                ? REFUSED
                                : model.ask(spec, messages, seed);
        return new LocalRun(dying).run(LoopScenario.request(project, tasks), tasks, event -> {});
    }
}
