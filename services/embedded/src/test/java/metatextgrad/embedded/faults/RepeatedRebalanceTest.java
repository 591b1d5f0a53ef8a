package metatextgrad.embedded.faults;

import static metatextgrad.cli.testing.WorkerBench.requests;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.cli.testing.FailingWorkerOwner;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 25: workers join and leave all the time, while requests keep coming. */
@Tag("broker")
final class RepeatedRebalanceTest {
    private static final int ROUNDS = 2;
    private static final int WORKERS = 4;
    private static final int ASKS = 25;
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final AtomicInteger sent = new AtomicInteger();

    @TempDir private Path folder;

    @Test
    @DisplayName(
            "FAULT 25: one worker, four, one again, twice: no request waits or is billed twice")
    void shouldContinueWhileWorkersJoinAndLeave() throws Exception {
        SimulatorConfig slow = SimulatorConfig.of("demo").withLatency(LatencyPlan.parse("150ms"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
                SimulatorServer simulator = SimulatorServer.start(slow);
                OpenAiModel model = FailingWorkerOwner.model(simulator.baseUrl());
                WorkerBench bench = new WorkerBench(kafka.bootstrapServers(), "rebalance.")) {
            bench.worker(null, model);
            int moves = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Deque<LlmWorker> more = new ArrayDeque<>();
                for (int i = 1; i < WORKERS; i++) {
                    send(bench);
                    more.push(bench.worker(null, model));
                    send(bench);
                    bench.awaitMembers(i + 1);
                    moves++;
                }
                bench.answered(sent.get());
                while (!more.isEmpty()) {
                    send(bench);
                    more.pop().close(DRAIN);
                    moves++;
                }
                send(bench);
                bench.answered(sent.get());
            }
            long repeated = simulator.calls().calls() - simulator.calls().distinct();
            System.out.printf(
                    "repeated rebalances: %d requests, %d moves, %d calls repeated, %d in flight at most%n",
                    sent.get(), moves, repeated, simulator.calls().maxInFlight());
            assertThat(bench.answered(sent.get())).hasSize(sent.get());
            assertThat(simulator.calls().distinct()).isEqualTo(sent.get());
            assertThat(repeated)
                    .isLessThanOrEqualTo((long) moves * simulator.calls().maxInFlight());
            bench.requireCalls(simulator.calls().calls());
        }
    }

    private void send(WorkerBench bench) {
        int from = sent.getAndAdd(ASKS);
        bench.send(requests(from, from + ASKS));
    }
}
