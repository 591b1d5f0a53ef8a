package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import metatextgrad.cli.testing.FaultRun;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.streams.ServiceRunner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 31: stores that were overwritten, or deleted, while their service was stopped. */
@Tag("broker")
final class DamagedStateTest {
    private static final int UNDER_WAY = 40;

    private static final int MAX = 4096;

    @TempDir private Path temp;

    /** Damages the folder of the stores; returns how many files it found. */
    private interface Harm {
        int to(Path folder) throws IOException;
    }

    /** One run survives them one after another, since each needs a start of all services. */
    @Test
    @DisplayName("FAULT 31: missing or damaged stores are restored, and the run ends the same")
    void shouldRestoreMissingAndDamagedStores() throws Exception {
        List<Harm> harms =
                List.of(
                        DamagedStateTest::delete,
                        folder -> damage(folder, "MANIFEST"),
                        folder -> damage(folder, ".sst"));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FaultRun run = new FaultRun(kafka.bootstrapServers(), temp.resolve("in"), "20ms")) {
            Path folder = temp.resolve("loop");
            run.worker(kafka.bootstrapServers(), "worker");
            run.begin();
            for (int i = 0; i < harms.size(); i++) {
                Deque<ServiceRunner> before = run.services(kafka.bootstrapServers(), folder);
                run.awaitCalls((i + 1) * UNDER_WAY);
                before.forEach(ServiceRunner::close);

                assertThat(harms.get(i).to(folder)).isPositive();
            }
            run.services(kafka.bootstrapServers(), folder);
            run.requireSound(0);
        }
    }

    private static int damage(Path folder, String files) throws IOException {
        List<Path> which =
                files(folder).stream()
                        .filter(Files::isRegularFile)
                        .filter(file -> file.getFileName().toString().contains(files))
                        .toList();
        for (Path file : which) overwrite(file);
        return which.size();
    }

    private static int delete(Path folder) throws IOException {
        List<Path> which = files(folder);
        assertThat(which).anyMatch(file -> file.endsWith("CURRENT"));
        for (Path file : which.reversed()) Files.delete(file);
        return which.size();
    }

    /** Files come before their folder. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }

    private static void overwrite(Path file) throws IOException {
        byte[] noise = new byte[(int) Math.min(Files.size(file), MAX)];
        new Random(noise.length).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(noise), 0);
        }
    }
}
