package metatextgrad.experiments.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import metatextgrad.experiments.PeerJob;
import metatextgrad.experiments.cli.Study;
import metatextgrad.experiments.cli.StudyOptions;
import metatextgrad.experiments.path.AcceptedProgram;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published Python packages against the simulator. Skipped if they are not installed. */
final class InstalledPeersTest {
    private static final PeerScript SCRIPT =
            new PeerScript(Path.of("peers", "run").toAbsolutePath());

    @BeforeEach
    void shouldBeInstalled() throws InterruptedException {
        try {
            SCRIPT.check();
        } catch (PeersUnavailable e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
        }
    }

    /** What a peer reports is what the server counted, and every peer can gain. */
    @ParameterizedTest
    @CsvSource({"gepa, greedy-3", "gepa, pxn-3", "textgrad, ''", "mipro, ''"})
    void shouldGainAndReportTheCallsThatTheServerCounted(String peer, String setting)
            throws Exception {
        Study study = StudyOptions.simulated("demo", 10);
        try (SimulatorServer server = SimulatorServer.start(SimulatorConfig.of("demo"))) {
            SearchPath path =
                    new PeerRunner(
                                    SCRIPT,
                                    study.project(),
                                    study.tasks(),
                                    server.baseUrl(),
                                    null,
                                    1_000,
                                    false,
                                    1,
                                    line -> {})
                            .measure(List.of(new PeerJob(peer, setting, 1)))
                            .getFirst();

            assertThat(path.calls()).isEqualTo(server.calls().calls()).isBetween(700L, 1_300L);
            assertThat(path.programs()).extracting(AcceptedProgram::calls).isSorted();
            assertThat(path.best(1_000).validation()).isGreaterThan(.5);
        }
    }
}
