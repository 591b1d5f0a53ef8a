package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import metatextgrad.cli.testing.FailingWorkerOwner;
import metatextgrad.cli.testing.FaultRun;
import metatextgrad.cli.testing.LoopOwner;
import metatextgrad.cli.testing.Owner;
import metatextgrad.embedded.EmbeddedKafka;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 22: a clock is an hour before or behind the broker's and that of all others. */
@Tag("broker")
final class WrongClockTest {
    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 22: services whose clock is an hour ahead end as if it were right")
    void shouldEndTheSameThoughTheClockIsAhead() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FaultRun run = new FaultRun(kafka.bootstrapServers(), temp.resolve("in"), "0ms");
                Owner services = services(kafka, "+1h")) {
            run.worker(kafka.bootstrapServers(), "worker");
            run.begin();
            run.requireSound(0);
            assertThat(services.process().isAlive()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "FAULT 22, 30: services an hour behind, a worker an hour ahead, then services reset")
    void shouldRepeatNoCallIfTheWorkersClockIsWrong() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FaultRun run = new FaultRun(kafka.bootstrapServers(), temp.resolve("in"), "0ms");
                Owner worker =
                        FailingWorkerOwner.start(
                                temp.resolve("worker"),
                                kafka.bootstrapServers(),
                                LoopOwner.PREFIX,
                                run.simulator.baseUrl(),
                                by("+1h"))) {
            requireWrong(worker);
            try (Owner services = services(kafka, "-1h")) {
                run.begin();
                run.requireSound(0);
                assertThat(services.process().isAlive()).isTrue();
            }

            run.requireNoCallRepeated(kafka.bootstrapServers(), temp.resolve("loop"));

            assertThat(worker.process().isAlive()).isTrue();
        }
    }

    private Owner services(EmbeddedKafka kafka, String shift) throws IOException {
        Owner services = LoopOwner.start(temp.resolve("loop"), kafka.bootstrapServers(), by(shift));
        requireWrong(services);
        return services;
    }

    private static Map<String, String> by(String shift) throws IOException {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "no libfaketime: apt-get install libfaketime");
        return Map.of(
                "LD_PRELOAD",
                library.get().toString(),
                "FAKETIME",
                shift,
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Else no wait of a JVM ever waits.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static void requireWrong(Owner owner) {
        Duration wrongBy =
                Duration.ofMillis(Long.parseLong(owner.address()) - System.currentTimeMillis());
        assertThat(wrongBy.abs()).isGreaterThan(Duration.ofMinutes(30));
    }

    private static Optional<Path> library() throws IOException {
        try (Stream<Path> libraries = Files.list(Path.of("/usr/lib"))) {
            return libraries
                    .map(folder -> folder.resolve("faketime/libfaketime.so.1"))
                    .filter(Files::exists)
                    .findFirst();
        }
    }
}
