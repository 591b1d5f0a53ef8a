package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.testing.FaultRun;
import metatextgrad.cli.testing.LoopOwner;
import metatextgrad.cli.testing.Owner;
import metatextgrad.embedded.EmbeddedKafka;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stream processors that are killed at named points, in a process of their own. */
@Tag("broker")
final class ServicesKilledTest {
    private static final int KILLED = 137;
    private static final int ASLEEP_FOR = 20;
    private static final List<String> SERVICES =
            List.of("intake", "meta", "optimizer", "candidate", "loss", "gradient", "rollout");

    /** Both moments of every service. Otherwise, each of the others has one of them. */
    private static final boolean ALL = Boolean.getBoolean("kills.all");

    private static final String BOTH = "candidate";

    @TempDir private Path temp;

    @Test
    @DisplayName("FAULT 1, 2, 3: each service, killed at a commit, repeats no request")
    void shouldEndTheSameWhenEachServiceIsKilledAtACommit() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FaultRun run = new FaultRun(kafka.bootstrapServers(), temp.resolve("in"), "0ms")) {
            run.worker(kafka.bootstrapServers(), "worker");
            run.begin();
            for (int i = 0; i < SERVICES.size(); i++) {
                String service = SERVICES.get(i);
                boolean both = ALL || service.equals(BOTH);
                if (both || i % 2 == 0) kill(kafka, service, true);
                if (both || i % 2 == 1) kill(kafka, service, false);
            }
            try (Owner last = loop("loop", kafka, "none", true, "halt")) {
                run.requireSound(0);
                run.requireRequestedOnce();
                assertThat(last.process().isAlive()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("FAULT 26: services stopped between offsets and the end of a transaction, resumed")
    void shouldFenceServicesThatWereSuspendedInATransaction() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                FaultRun run = new FaultRun(kafka.bootstrapServers(), temp.resolve("in"), "20ms");
                Owner zombie = loop("asleep", kafka, "optimizer", true, "wait")) {
            // Given
            run.worker(kafka.bootstrapServers(), "worker");
            run.begin();
            assertThat(zombie.line()).isEqualTo("reached");
            zombie.signal("STOP");
            long calls = run.simulator.calls().calls();

            // When
            try (Owner fresh = loop("fresh", kafka, "none", true, "halt")) {
                run.awaitCalls(calls + ASLEEP_FOR);
                zombie.signal("CONT");
                zombie.process().getOutputStream().close();

                // Then
                run.requireSound(0);
                run.requireRequestedOnce();
                assertThat(fresh.process().isAlive()).isTrue();
            }
        }
    }

    private void kill(EmbeddedKafka kafka, String service, boolean before) throws Exception {
        try (Owner killed = loop("loop", kafka, service, before, "halt")) {
            assertThat(killed.process().waitFor()).as(service).isEqualTo(KILLED);
        }
    }

    private Owner loop(
            String name, EmbeddedKafka kafka, String service, boolean before, String deed)
            throws IOException {
        return LoopOwner.start(temp.resolve(name), kafka.bootstrapServers(), service, before, deed);
    }
}
