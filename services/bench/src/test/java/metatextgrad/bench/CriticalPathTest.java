package metatextgrad.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

final class CriticalPathTest {
    @Test
    void shouldMeasureTheLongestChainOfCalls() {
        Program program =
                new Program(
                        List.of(
                                call("plan", Node.TASK),
                                call("look", Node.TASK),
                                call("solve", Node.TASK, "plan"),
                                new Node.Aggregate("all", List.of("solve", "look"), "\n"),
                                call("check", "all")),
                        "check");
        assertThat(CriticalPath.depth(program)).isEqualTo(3);
    }

    /**
     * Seed score: 1 call. Two prompt phases run side by side, each with two trials and one meta
     * call; a trial has two steps of 1 + 2 + 1 + 1 calls. Final score: 1 call.
     */
    @Test
    void shouldCountSequentialCalls() {
        Project plain = LoopScenario.project();
        Project project =
                new Project(
                        plain.id(),
                        plain.seed(),
                        plain.loop(),
                        plain.optimizers(),
                        new MetaSettings(1, 0, 1, 0, InitialScore.TRIAL),
                        plain.shares(),
                        Budget.NONE);
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        List<Event> events = new ArrayList<>();
        RunState state =
                new LocalRun(LoopScenario.model())
                        .run(LoopScenario.request(project, tasks), tasks, events::add);
        assertThat(CriticalPath.calls(state, events)).isEqualTo(1 + 2 * 2 * 5 + 1 + 1);
    }

    private static Node.LlmCall call(String id, String... inputs) {
        return new Node.LlmCall(
                id, new Variable("Do it.", "a prompt", true), List.of(inputs), null, false);
    }
}
