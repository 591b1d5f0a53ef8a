package metatextgrad.embedded.faults;

import static metatextgrad.cli.testing.WorkerBench.ask;
import static metatextgrad.cli.testing.WorkerBench.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import metatextgrad.cli.testing.BlockingModel;
import metatextgrad.cli.testing.Waits;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.project.Limits;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 41 with a thousand calls in flight, and as many requests that wait behind them. */
@Tag("broker")
final class StopUnderLoadTest {
    private static final int IN_FLIGHT = 1000;
    private static final int ASKS = 2000;

    @TempDir static Path folder;
    private static EmbeddedKafka kafka;

    private final BlockingModel model = new BlockingModel();
    private WorkerBench bench;
    private int later;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start(folder, 0);
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    /** The project has no free concurrency slot; other projects have some. */
    @BeforeEach
    void load(TestInfo test) throws Exception {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        bench = new WorkerBench(kafka.bootstrapServers(), prefix);
        model.hold();
        bench.worker("worker", 2 * IN_FLIGHT, IN_FLIGHT, model);
        bench.send(requests(0, ASKS));
        Waits.await().until(() -> model.calls() == IN_FLIGHT);
    }

    @AfterEach
    void stop() {
        model.release();
        bench.close();
    }

    @Test
    @DisplayName("FAULT 41: all paused: no more calls leave, those in flight are recorded")
    void shouldSendNoCallDuringAPauseAndAllAfterIt() {
        bench.write(Topics.BUDGETS, paused(1, true));
        RunId probe = new RunId("probe");
        askUntil("probe", () -> bench.isBlocked(probe));
        int left = model.calls();

        model.release();

        Waits.looking().until(() -> bench.isBlocked(new RunId("run")));
        assertThat(bench.answered(left)).hasSize(left).allMatch(LlmResponse::billed);
        assertThat(model.calls()).isEqualTo(left);

        bench.write(Topics.BUDGETS, paused(2, false));

        int all = ASKS + later;
        assertThat(bench.answered(all)).hasSize(all).allMatch(LlmResponse::billed);
        assertThat(model.calls()).isEqualTo(all);
    }

    @Test
    @DisplayName("FAULT 41: cancelled: no more calls leave, and waiting requests end")
    void shouldEndWaitingRequestsWhenTheirRunIsCancelled() {
        bench.write(Topics.RUN_COMMANDS, new RunCancelled(new RunId("run")));
        askUntil("run", () -> !bench.answered(0).isEmpty());
        int left = model.calls();

        model.release();

        int all = ASKS + later;
        List<LlmResponse> answers = bench.answered(all);
        assertThat(answers).hasSize(all);
        assertThat(model.calls()).isEqualTo(left);
        assertThat(answers).filteredOn(LlmResponse::billed).hasSize(left);
        assertThat(answers)
                .filteredOn(answer -> !answer.billed())
                .allMatch(answer -> answer.outcome() == Outcome.CANCELLED);
    }

    /**
     * Sends requests of another project, one at a time, until one of them is stopped: then the
     * worker knows of the command. A request that leaves before that is a call like any other.
     */
    private void askUntil(String run, BooleanSupplier stopped) {
        int before = model.calls();
        do {
            bench.send(ask("other", run, "later " + later, "later-" + later));
            later++;
            int sent = before + later;
            Waits.await().until(() -> model.calls() == sent || stopped.getAsBoolean());
        } while (!stopped.getAsBoolean());
    }

    private static BudgetLimits paused(int serial, boolean paused) {
        return new BudgetLimits(
                BudgetLimits.ALL, Limits.NONE, Limits.NONE, paused, new Serial(serial));
    }
}
