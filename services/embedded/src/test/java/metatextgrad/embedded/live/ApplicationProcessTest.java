package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.demo.DemoApplication.Answer;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The application as a process, without a broker. */
final class ApplicationProcessTest {
    private static final String NO_BROKER = "127.0.0.1:1";

    @Test
    void shouldReportAnApplicationThatIsKilled() {
        try (ApplicationProcess application = ApplicationProcess.start(traffic("demo"))) {
            application.handle().destroyForcibly();
            assertThat(problem(application))
                    .extracting(EnvironmentProblem::exit, EnvironmentProblem::getMessage)
                    .containsExactly(
                            Exit.FAILURE,
                            "the application ended with exit code 137 before its last task: start"
                                    + " the demo again");
        }
    }

    @Test
    void shouldReportWhyAnApplicationFailed() {
        try (ApplicationProcess application = ApplicationProcess.start(traffic("no/such"))) {
            EnvironmentProblem problem = problem(application);
            assertThat(problem.exit()).isEqualTo(Exit.FAILURE);
            assertThat(problem.getMessage())
                    .startsWith("the application failed: ")
                    .contains("unknown world 'no/such'")
                    .doesNotContain("\n", "\tat ");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, FAILURE", "3, NOT_FOUND", "78, CONFIGURATION", "134, FAILURE"})
    void shouldTakeOverTheExitCode(int code, Exit expected) {
        EnvironmentProblem problem = ApplicationProcess.problem(code, "no table");
        assertThat(problem.exit()).isEqualTo(expected);
        assertThat(problem).hasMessage("the application failed: no table");
    }

    @Test
    void shouldEndTheApplication() {
        ProcessHandle handle;
        try (ApplicationProcess application = ApplicationProcess.start(traffic("demo"))) {
            handle = application.handle();
            assertThat(handle.isAlive()).isTrue();
        }
        assertThat(handle.isAlive()).isFalse();
    }

    @Test
    void shouldPassOnEverySignal() {
        List<LiveSignal> signals =
                List.of(
                        new LiveSignal.Note("300 tasks served; of the last 300: 0.400 right"),
                        new LiveSignal.Drift(),
                        new LiveSignal.Answered(new Answer(1, 0.25)));
        assertThat(signals.stream().map(LiveSignal::line).map(LiveSignal::of))
                .containsExactlyElementsOf(signals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "null"})
    void shouldPassOnWhatItDoes(String world) {
        ApplicationSettings traffic = traffic(world);
        assertThat(ApplicationSettings.of(traffic.arguments().toArray(String[]::new)))
                .isEqualTo(traffic);
    }

    private static ApplicationSettings traffic(String world) {
        return new ApplicationSettings(NO_BROKER, "mtg.", world, 7, 30, 10);
    }

    private static EnvironmentProblem problem(ApplicationProcess application) {
        List<LiveSignal> signals = new ArrayList<>();
        EnvironmentProblem problem =
                catchThrowableOfType(
                        EnvironmentProblem.class, () -> application.follow(signals::add));
        assertThat(signals).isEmpty();
        return problem;
    }
}
