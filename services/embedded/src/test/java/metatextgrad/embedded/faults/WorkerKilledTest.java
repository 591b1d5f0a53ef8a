package metatextgrad.embedded.faults;

import static metatextgrad.cli.testing.WorkerBench.ask;
import static metatextgrad.cli.testing.WorkerBench.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.testing.FailingWorkerOwner;
import metatextgrad.cli.testing.Owner;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.llm.LlmResponse;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, or stopped, at named points of their transactions. */
@Tag("broker")
final class WorkerKilledTest {
    private static final int KILLED = 137;

    @TempDir static Path folder;
    private static EmbeddedKafka kafka;

    @TempDir private Path owners;
    private SimulatorServer simulator;
    private OpenAiModel model;
    private WorkerBench bench;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(folder, 0);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        bench = new WorkerBench(kafka.bootstrapServers(), prefix);
        simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
        model = FailingWorkerOwner.model(simulator.baseUrl());
    }

    @AfterEach
    void stop() {
        bench.close();
        model.close();
        simulator.close();
    }

    @Test
    @DisplayName("FAULT 4: killed after STARTED is committed, before the call: one call in all")
    void shouldMakeACallOnceThatWasStartedAndNotSent() throws Exception {
        killWorker("starts", false);
        assertThat(simulator.calls().calls()).isZero();

        restartWorker();

        assertThat(simulator.calls().calls()).isEqualTo(1);
        assertThat(counted("mtg.llm.calls.repeated")).isEqualTo(1);
    }

    @Test
    @DisplayName("FAULT 4: killed before STARTED is committed: one call in all, none in doubt")
    void shouldMakeACallOnceThatWasNotStarted() throws Exception {
        killWorker("starts", true);
        assertThat(simulator.calls().calls()).isZero();

        restartWorker();

        assertThat(simulator.calls().calls()).isEqualTo(1);
        assertThat(counted("mtg.llm.calls.repeated")).isZero();
    }

    @Test
    @DisplayName("FAULT 6: killed between answer and commit: called once more, counted, one answer")
    void shouldRepeatACallWhoseAnswerWasNotRecorded() throws Exception {
        killWorker("answers", true);
        assertThat(simulator.calls().calls()).isEqualTo(1);

        restartWorker();

        assertThat(simulator.calls().calls()).isEqualTo(2);
        assertThat(counted("mtg.llm.calls.repeated")).isEqualTo(1);
    }

    @Test
    @DisplayName("FAULT 7: killed after the commit: no call is repeated")
    void shouldRepeatNoRecordedCall() throws Exception {
        killWorker("answers", false);

        restartWorker();

        assertThat(simulator.calls().calls()).isEqualTo(1);
        assertThat(counted("mtg.llm.calls.repeated")).isZero();
    }

    @Test
    @DisplayName("FAULT 26: stopped between offsets and the end of its transaction, then resumed")
    void shouldFenceAWorkerThatWasPausedInItsTransaction() throws Exception {
        // Given
        bench.send(ask("2+2?", "slot"));
        try (Owner pausedWorker = failing("answers", true, "wait")) {
            assertThat(pausedWorker.line()).isEqualTo("reached");
            pausedWorker.signal("STOP");

            // When
            bench.worker("fresh", model);
            List<LlmResponse> answers = bench.answered(1);
            pausedWorker.signal("CONT");
            pausedWorker.process().getOutputStream().close();
            bench.send(requests(0, 40));

            // Then
            assertThat(bench.answered(41)).hasSize(41).contains(answers.getFirst());
            bench.awaitMembers(2);
            bench.send(requests(40, 80));
            assertThat(bench.answered(81)).hasSize(81);
            assertThat(simulator.calls().calls()).isEqualTo(82);
            assertThat(counted("mtg.llm.calls.repeated")).isEqualTo(1);
            assertThat(pausedWorker.process().isAlive()).isTrue();
        }
    }

    private Owner failing(String wrote, boolean before, String action) throws IOException {
        return FailingWorkerOwner.start(owners, bench, simulator.baseUrl(), wrote, before, action);
    }

    private void killWorker(String wrote, boolean before) throws Exception {
        bench.send(ask("2+2?", "slot"));
        try (Owner worker = failing(wrote, before, "halt")) {
            assertThat(worker.process().waitFor()).isEqualTo(KILLED);
        }
    }

    /** Starts a worker of the same name, as after a restart. */
    private void restartWorker() {
        bench.worker("owner", model);
        assertThat(bench.answered(1)).hasSize(1);
        bench.requireCalls(simulator.calls().calls());
    }

    private double counted(String meter) {
        return bench.meters.counter(meter).count();
    }
}
