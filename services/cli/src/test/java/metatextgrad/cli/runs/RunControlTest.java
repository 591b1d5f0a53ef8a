package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.process.EnvironmentProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The messages of the commands that steer a run. */
final class RunControlTest {
    private static final RunId RUN = new RunId("r");

    @Test
    void shouldControlAnOpenRun() {
        String recorded = ": answers to earlier requests are still recorded";
        sent(new RunPaused(RUN), null, "sent pause to r" + recorded);
        sent(new RunPaused(RUN), state(Status.RUNNING), "sent pause to r" + recorded);
        sent(new RunResumed(RUN), state(Status.PAUSED), "sent resume to r");
        sent(
                new RunCancelled(RUN),
                state(Status.PAUSED),
                "sent cancel to r" + recorded + ", but not used");
    }

    /** The last state may be older than a command that was sent a moment ago. */
    @Test
    void shouldSendACommandThatUndoesAnEarlierOneWhichIsNotHandledYet() {
        String undone = ", so only a pause that it has not handled yet is undone";
        sent(new RunResumed(RUN), null, "sent resume to r: the run is not paused" + undone);
        sent(
                new RunResumed(RUN),
                state(Status.RUNNING),
                "sent resume to r: the run is not paused" + undone);
        sent(
                new RunResumed(RUN),
                state(Status.BLOCKED),
                "sent resume to r: the run is not paused but blocked (why)" + undone);
        sent(
                new RunPaused(RUN),
                state(Status.PAUSED),
                "sent pause to r: the run is already paused, so only a resume that it has not handled yet is undone");
    }

    @Test
    void shouldNotCancelTwice() {
        assertThat(RunControl.view(new RunCancelled(RUN), state(Status.CANCELLED)))
                .isEqualTo(
                        new RunControl.RunControlView(
                                "r", "cancel", false, "run r is already cancelled"));
    }

    @Test
    void shouldRejectACommandForAFinishedRun() {
        assertThatThrownBy(() -> RunControl.view(new RunPaused(RUN), state(Status.FINISHED)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage("run r has ended (finished): there is nothing to pause");
        assertThatThrownBy(() -> RunControl.view(new RunResumed(RUN), state(Status.CANCELLED)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage("run r has ended (cancelled): there is nothing to resume");
    }

    private static void sent(RunCommand command, @Nullable RunState state, String message) {
        RunControl.RunControlView view = RunControl.view(command, state);
        assertThat(view.sent()).isTrue();
        assertThat(view.text()).containsExactly(message);
    }

    private static RunState state(Status status) {
        return new RunState(
                LoopScenario.request(
                        LoopScenario.project(), LoopScenario.tasks(LoopScenario.project())),
                status,
                "phase",
                List.of(),
                List.of(),
                0,
                "why",
                null,
                new Serial(1));
    }
}
