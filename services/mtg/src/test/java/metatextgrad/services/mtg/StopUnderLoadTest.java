package metatextgrad.services.mtg;

import static metatextgrad.services.mtg.WorkerBench.asks;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.Limits;
import metatextgrad.model.RunCancelled;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.services.worker.client.ApiKey;
import metatextgrad.services.worker.client.OpenAiModel;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.streams.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 41 with a thousand calls in flight, and as many asks that wait behind them. */
@Tag("broker")
final class StopUnderLoadTest {
    private static final int IN_FLIGHT = 1000;
    private static final int ASKS = 3000;

    @TempDir static Path folder;
    private static EmbeddedKafka kafka;

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
    void load(TestInfo test) throws Exception {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        bench = new WorkerBench(kafka.bootstrapServers(), prefix);
        simulator =
                SimulatorServer.start(
                        SimulatorConfig.of("demo").withLatency(LatencyPlan.parse("2s")));
        model =
                new OpenAiModel(
                        simulator.baseUrl(),
                        ApiKey.of(Canary.KEY),
                        IN_FLIGHT,
                        InstantSource.system());
        bench.worker("worker", IN_FLIGHT, model);
        bench.send(asks(0, ASKS));
        Patience.await().until(() -> simulator.calls().inFlight() == IN_FLIGHT);
    }

    @AfterEach
    void stop() {
        bench.close();
        model.close();
        simulator.close();
    }

    @Test
    @DisplayName("FAULT 41: all paused: no call leaves after two seconds, those out are recorded")
    void shouldLetNoCallLeaveAfterAPauseAndAllAfterIt() {
        bench.say(Topics.BUDGETS, paused(1, true));
        assertThat(LastCall.after(simulator)).isLessThan(Duration.ofSeconds(2));
        int left = (int) simulator.calls().calls();
        assertThat(left).isLessThan(ASKS);
        assertThat(bench.answered(left)).hasSize(left).allMatch(LlmResponse::paid);

        bench.say(Topics.BUDGETS, paused(2, false));

        assertThat(bench.answered(ASKS)).hasSize(ASKS).allMatch(LlmResponse::paid);
        assertThat(simulator.calls().calls()).isEqualTo(ASKS);
    }

    @Test
    @DisplayName("FAULT 41: cancelled: no call leaves after a second, and what waits ends")
    void shouldEndWhatWaitsWhenItsRunIsCancelled() {
        bench.say(Topics.RUN_COMMANDS, new RunCancelled(new RunId("run")));
        assertThat(LastCall.after(simulator)).isLessThan(Duration.ofSeconds(1));

        List<LlmResponse> answers = bench.answered(ASKS);
        assertThat(answers).hasSize(ASKS);
        assertThat(answers)
                .filteredOn(LlmResponse::paid)
                .hasSize((int) simulator.calls().calls())
                .hasSizeLessThan(ASKS);
        assertThat(answers)
                .filteredOn(answer -> !answer.paid())
                .allMatch(answer -> answer.outcome() == Outcome.CANCELLED);
    }

    private static BudgetLimits paused(int serial, boolean paused) {
        return new BudgetLimits(
                BudgetLimits.ALL, Limits.NONE, Limits.NONE, paused, new Serial(serial));
    }
}
