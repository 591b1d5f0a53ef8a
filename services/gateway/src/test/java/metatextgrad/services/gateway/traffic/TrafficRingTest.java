package metatextgrad.services.gateway.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class TrafficRingTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<TrafficRecord> taken = new CopyOnWriteArrayList<>();
    private volatile RuntimeException failure = new TimeoutException("away");

    private final TrafficRing ring = new TrafficRing(this::write, new GatewayMeters(meters));

    private CompletableFuture<Void> write(TrafficRecord record) {
        RuntimeException now = failure;
        if (now != NONE) return CompletableFuture.failedFuture(now);
        taken.add(record);
        return CompletableFuture.completedFuture(null);
    }

    private static final RuntimeException NONE = new RuntimeException();

    private static TrafficRecord record(int number) {
        return new TrafficRecord(Topics.TASKS, "" + number, TraceContext.NONE);
    }

    private double counted(String outcome) {
        return meters.get("mtg.gateway.samples").tag("outcome", outcome).counter().count();
    }

    @Test
    void shouldDropAndCountWhatExceedsTheRing() {
        ring.add(Collections.nCopies(TrafficRing.CAPACITY - 1, record(1)));
        ring.add(List.of(record(2), record(3)));
        ring.add(List.of(record(4)));

        assertThat(ring.waiting()).isEqualTo(TrafficRing.CAPACITY);
        assertThat(counted("dropped")).isEqualTo(2);
    }

    @Test
    void shouldDropLongTextsBeforeTheyTakeTheMemory() {
        TrafficRecord large =
                new TrafficRecord(
                        Topics.TASKS, "x".repeat(TrafficRing.MAX_CHARS / 2), TraceContext.NONE);
        ring.add(List.of(large, large));
        ring.add(List.of(record(1)));

        assertThat(ring.waiting()).isEqualTo(2);
        assertThat(counted("dropped")).isEqualTo(1);
    }

    @Test
    void shouldWriteInOrderWhenKafkaIsBack() {
        List<TrafficRecord> all =
                IntStream.range(0, 1000).mapToObj(TrafficRingTest::record).toList();
        ring.start();
        ring.add(all);
        await().until(() -> meters.get("mtg.gateway.samples.waiting").gauge().value() == 1000);

        failure = NONE;

        await().until(() -> ring.waiting() == 0);
        assertThat(taken).isEqualTo(all);
        assertThat(counted("written")).isEqualTo(1000);
        ring.close();
    }

    @Test
    void shouldDropWhatKafkaNeverTakes() {
        failure = new RecordTooLargeException("too large");
        ring.start();
        ring.add(List.of(record(1)));

        await().until(() -> ring.waiting() == 0);

        assertThat(counted("dropped")).isEqualTo(1);
        ring.close();
    }
}
