package metatextgrad.bench.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.process.Ports;
import metatextgrad.simulator.http.JdkHttpServer;
import org.junit.jupiter.api.Test;

final class OutageWritesTest {
    /** The API accepts the first write, and never answers the second. */
    @Test
    void shouldCountWritesWithoutAnAnswer() throws Exception {
        AtomicInteger received = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (JdkHttpServer api =
                        JdkHttpServer.start(
                                Ports.address(0),
                                exchange -> {
                                    if (received.getAndIncrement() > 0) await(end);
                                    exchange.sendResponseHeaders(202, -1);
                                    exchange.close();
                                });
                OutageWrites writes = new OutageWrites(api.baseUrl(), Duration.ofSeconds(2))) {
            Map<String, Integer> answers = writes.answers(Duration.ofMillis(500));

            assertThat(answers)
                    .isEqualTo(Map.of(OutageWrites.ACCEPTED, 1, OutageWrites.NO_ANSWER, 1));
            assertThat(phase(answers).otherWrites()).isEqualTo(1);
        } finally {
            end.countDown();
        }
    }

    private static OutagePhase phase(Map<String, Integer> writes) {
        return new OutagePhase(
                new OutageFault(OutageFault.Part.REGISTRY, true),
                OutageResult.of(List.of()),
                OutageSamples.NONE,
                writes,
                0,
                0);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
