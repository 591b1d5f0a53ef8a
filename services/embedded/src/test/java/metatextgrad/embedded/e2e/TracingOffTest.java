package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metatextgrad.cli.testing.Readme;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process loads that runs every service, without variables of OpenTelemetry. */
@Tag("broker")
final class TracingOffTest {
    private static final String SDK = "io.opentelemetry.sdk.";

    /** Enough for one step. */
    private static final int TASKS = 40;

    @TempDir private Path temp;

    @Test
    void shouldLoadNoSdkWithoutVariables() throws Exception {
        assertThat(loaded())
                .contains("metatextgrad.trace.PassingSpan")
                .noneMatch(name -> name.startsWith(SDK))
                .noneMatch(name -> name.startsWith("metatextgrad.tracing.Sdk"));
    }

    /** Returns the classes for tracing of a process after one short run. */
    private List<String> loaded() throws Exception {
        Path log = temp.resolve("classes");
        Path all = Readme.ROOT.resolve("examples/dyck.jsonl");
        Path tasks = temp.resolve("tasks.jsonl");
        Files.write(tasks, Files.readAllLines(all).subList(0, TASKS));
        Path project = Files.writeString(temp.resolve("p.yaml"), SmallProject.yaml("dyck"));
        SimulatorConfig config =
                SimulatorConfig.of("demo").withLatency(new LatencyPlan.Fixed(Duration.ofMillis(1)));
        try (SimulatorServer simulator = SimulatorServer.start(config)) {
            MtgCommand.Ended ended =
                    MtgCommand.in(temp)
                            .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                            .with("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log)
                            .run(
                                    "run",
                                    "--project",
                                    project.toString(),
                                    "--tasks",
                                    tasks.toString());
            assertThat(ended.code()).as(ended.err()).isZero();
        }
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(line.indexOf(']', line.indexOf("class,load")) + 1))
                .map(line -> line.strip().split(" ", 2)[0])
                .filter(name -> name.startsWith(SDK) || name.startsWith("metatextgrad.trac"))
                .toList();
    }
}
