package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;

/** The messages of the commands that steer a run. */
final class RunControlTest {
    private static final RunId RUN = new RunId("r");

    @Test
    void shouldControlAnOpenRun() {
        assertThat(RunControl.done(new RunPaused(RUN), null)).isEmpty();
        assertThat(RunControl.done(new RunPaused(RUN), state(Status.RUNNING))).isEmpty();
        assertThat(RunControl.done(new RunResumed(RUN), state(Status.PAUSED))).isEmpty();
        assertThat(RunControl.done(new RunCancelled(RUN), state(Status.PAUSED))).isEmpty();
    }

    @Test
    void shouldReportACommandWithoutEffect() {
        assertThat(RunControl.done(new RunPaused(RUN), state(Status.PAUSED)))
                .contains("run r is already paused");
        assertThat(RunControl.done(new RunResumed(RUN), state(Status.RUNNING)))
                .contains("run r is not paused");
        assertThat(RunControl.done(new RunCancelled(RUN), state(Status.CANCELLED)))
                .contains("run r is already cancelled");
    }

    @Test
    void shouldRejectACommandForAFinishedRun() {
        assertThatThrownBy(() -> RunControl.done(new RunPaused(RUN), state(Status.FINISHED)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage("run r has ended (finished): there is nothing to pause");
        assertThatThrownBy(() -> RunControl.done(new RunResumed(RUN), state(Status.CANCELLED)))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage("run r has ended (cancelled): there is nothing to resume");
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
                "",
                null,
                new Serial(1));
    }
}
