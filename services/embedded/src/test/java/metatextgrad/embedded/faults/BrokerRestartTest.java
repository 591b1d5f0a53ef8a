package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Deque;
import metatextgrad.cli.testing.FaultRun;
import metatextgrad.cli.testing.Owner;
import metatextgrad.process.StablePort;
import metatextgrad.streams.ServiceRunner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 8: a whole run over a broker that ends twice in the middle of it. */
@Tag("broker")
final class BrokerRestartTest {
    private static final int FIRST = 40;
    private static final int SECOND = 120;

    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 8: the broker is killed and restarted, then shut down and restarted")
    void shouldEndTheSameThoughTheBrokerRestartsTwice() throws Exception {
        int port = StablePort.any();
        Path folder = temp.resolve("kafka");
        Owner kafka = KafkaOwner.start(folder, port);
        try (FaultRun run = new FaultRun(kafka.address(), temp.resolve("in"), "50ms")) {
            Deque<ServiceRunner> services = run.services(kafka.address(), temp.resolve("loop"));
            run.worker(kafka.address(), "worker");
            run.begin();
            run.awaitCalls(FIRST);

            kafka.close();
            kafka = KafkaOwner.start(folder, port);
            run.awaitCalls(SECOND);
            kafka.end();
            kafka = KafkaOwner.start(folder, port);

            run.requireSound(0);
            assertThat(services).allMatch(ServiceRunner::running);
        } finally {
            kafka.close();
        }
    }
}
