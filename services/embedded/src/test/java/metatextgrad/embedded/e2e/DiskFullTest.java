package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.SmallDisk;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.SettingsReader;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 32: the disk of the data folder is full. */
@Tag("broker")
final class DiskFullTest {
    private static final Pattern UP =
            Pattern.compile("KAFKA_BOOTSTRAP_SERVERS=(\\S+) APICURIO_REGISTRY_URL=(\\S+)");
    private static final int DISK_MEBIBYTES = 1024;
    private static final int BEFORE_FULL = 60;

    @TempDir private Path temp;

    @Test
    @DisplayName("DEFECT 2: a full disk ends mtg up with the reason, and the run continues later")
    void defect2ShouldNameFolderAndFreeBytesAndContinueOnceThereIsSpace() throws Exception {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        LocalRun local = new LocalRun(LoopScenario.model());
        String expected = LoopScenario.result(local.run(request, tasks, event -> {}));
        SimulatorConfig slow = LoopScenario.simulator().withLatency(LatencyPlan.parse("50ms"));
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), DISK_MEBIBYTES);
                SimulatorServer simulator = SimulatorServer.start(slow)) {
            Path data = disk.folder().resolve("data");
            try (MtgCommand.Started up = up(simulator, data);
                    ClusterForTests cluster = cluster(up)) {
                cluster.send(request, tasks);
                Waits.await().until(() -> simulator.calls().calls() >= BEFORE_FULL);

                disk.fill();

                requireReason(up.end(), data);
            }
            requireReason(mtg(simulator).here(arguments(data)), data);

            disk.free();

            try (MtgCommand.Started up = up(simulator, data);
                    ClusterForTests cluster = cluster(up)) {
                assertThat(LoopScenario.result(cluster.end(request.id()))).isEqualTo(expected);
            }
        }
    }

    private static void requireReason(MtgCommand.Ended ended, Path data) {
        assertThat(ended.code()).as(ended.err()).isEqualTo(78);
        assertThat(ended.err().lines().filter(line -> line.startsWith("mtg: ")))
                .singleElement()
                .asString()
                .startsWith("mtg: the disk of the data folder " + data + " is full: ")
                .containsPattern(" \\d+ bytes are free, and mtg needs \\d+\\. Free some space ");
        assertThat(ended.err()).doesNotContain("\tat ", "Unexpected");
    }

    private MtgCommand mtg(SimulatorServer simulator) {
        return MtgCommand.in(temp)
                .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                .with("OPENAI_API_KEY", Canary.KEY)
                .with("MTG_OPS_PORT", "0");
    }

    private static String[] arguments(Path data) {
        return new String[] {
            "up", "--data", data.toString(), "--kafka-port", "0", "--registry-port", "0"
        };
    }

    private MtgCommand.Started up(SimulatorServer simulator, Path data) {
        MtgCommand.Started up = mtg(simulator).start(arguments(data));
        Waits.await().until(() -> !up.process().isAlive() || UP.matcher(up.err()).find());
        assertThat(up.process().isAlive()).as(up.err()).isTrue();
        return up;
    }

    private static ClusterForTests cluster(MtgCommand.Started up) {
        Matcher where = UP.matcher(up.err());
        assertThat(where.find()).isTrue();
        Map<String, String> environment =
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", where.group(1),
                        "APICURIO_REGISTRY_URL", where.group(2));
        return ClusterForTests.connect(SettingsReader.read(Map.of(), environment, null).settings());
    }
}
