package metatextgrad.embedded.faults;

import static metatextgrad.cli.testing.WorkerBench.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import metatextgrad.cli.testing.FailingWorkerOwner;
import metatextgrad.cli.testing.Waits;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.Limits;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that share a budget add up their spending. */
@Tag("broker")
final class SharedBudgetTest {
    private static final int ASKS = 200;
    private static final int LIMIT = 60;
    private static final int IN_FLIGHT = 8;
    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 40: two workers exceed a limit at most by their calls in flight")
    void shouldStopTogetherAndContinueWhenTheLimitIsRaised() throws Exception {
        SimulatorConfig slow = SimulatorConfig.of("demo").withLatency(LatencyPlan.parse("100ms"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp, 0);
                SimulatorServer simulator = SimulatorServer.start(slow);
                OpenAiModel model = FailingWorkerOwner.model(simulator.baseUrl());
                WorkerBench bench = new WorkerBench(kafka.bootstrapServers(), "shared.")) {
            bench.write(Topics.BUDGETS, limit(LIMIT, 1));
            bench.worker("one", IN_FLIGHT, model);
            bench.worker("two", IN_FLIGHT, model);
            bench.awaitMembers(2);

            bench.send(requests(0, ASKS));

            Waits.await().until(() -> simulator.calls().calls() >= LIMIT);
            Waits.await()
                    .during(QUIET)
                    .until(
                            () ->
                                    simulator.calls().inFlight() == 0
                                            && bench.answered(0).size()
                                                    == simulator.calls().calls());
            assertThat(simulator.calls().calls()).isBetween((long) LIMIT, LIMIT + 2L * IN_FLIGHT);

            bench.write(Topics.BUDGETS, limit(ASKS, 2));

            assertThat(bench.answered(ASKS)).hasSize(ASKS);
            assertThat(simulator.calls().calls()).isEqualTo(ASKS);
            bench.requireCalls(ASKS);
        }
    }

    private static BudgetLimits limit(long calls, long serial) {
        Limits whole = new Limits(calls, null, null);
        return new BudgetLimits("demo", whole, Limits.NONE, false, new Serial(serial));
    }
}
