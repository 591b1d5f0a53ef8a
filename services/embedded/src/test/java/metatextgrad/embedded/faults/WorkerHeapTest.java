package metatextgrad.embedded.faults;

import static metatextgrad.cli.testing.WorkerBench.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.testing.HeapOwner;
import metatextgrad.cli.testing.Owner;
import metatextgrad.cli.testing.Waits;
import metatextgrad.cli.testing.WorkerBench;
import metatextgrad.cli.testing.WorkerOwner;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.llm.LlmRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 42: requests that wait for a worker stay on the broker, not in its heap. */
@Tag("broker")
final class WorkerHeapTest {
    private static final int PART = 600;
    private static final int PARTS = 10;
    private static final String LONG = "These words are long. ".repeat(360);
    private static final long MIB = 1 << 20;

    /** The extra heap for ten times as many requests: ledger rows and larger buffers. */
    private static final long SLACK = 24 * MIB;

    @TempDir private Path folder;

    @Test
    @DisplayName("FAULT 42: ten times the load holds no more of a heap of 256 MB")
    void shouldUseNoMoreMemoryForTenTimesTheLoad() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                WorkerBench bench = new WorkerBench(kafka.bootstrapServers(), "heap.");
                Owner worker =
                        Owner.start(
                                HeapOwner.class,
                                WorkerOwner.configure(folder, bench.kafka(), bench.prefix()),
                                "-Xmx256m",
                                "-XX:+ExitOnOutOfMemoryError")) {
            bench.send(part(0));
            Waits.await().until(() -> emitted(worker, "")[0] == ModelEndpoints.IN_FLIGHT);
            long one = emitted(worker, "")[1];
            for (int part = 1; part < PARTS; part++) bench.send(part(part));
            long ten = emitted(worker, "")[1];
            assertThat(emitted(worker, HeapOwner.RELEASE)[0]).isGreaterThan(0);
            assertThat(bench.answered(PART * PARTS)).hasSize(PART * PARTS);
            long[] after = emitted(worker, "");
            System.out.printf(
                    "heap after GC: %d MiB with 600 requests of 8 KB waiting, %d MiB with"
                            + " 6,000, %d MiB after them%n",
                    one / MIB, ten / MIB, after[1] / MIB);
            assertThat(after[0]).isEqualTo(PART * PARTS);
            assertThat(ten - one).isLessThan(SLACK);
            assertThat(after[1] - one).isLessThan(SLACK);
            assertThat(worker.process().isAlive()).isTrue();
        }
    }

    private static LlmRequest[] part(int part) {
        return IntStream.range(part * PART, (part + 1) * PART)
                .mapToObj(i -> ask(i + " " + LONG, "slot-" + i))
                .toArray(LlmRequest[]::new);
    }

    private static long[] emitted(Owner worker, String word) throws IOException {
        worker.process().outputWriter().write(word + "\n");
        worker.process().outputWriter().flush();
        return Arrays.stream(worker.line().split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
