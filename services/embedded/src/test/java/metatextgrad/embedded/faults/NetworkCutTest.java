package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import metatextgrad.cli.testing.FaultRun;
import metatextgrad.streams.ServiceRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 34: the network between services and their broker is cut in the middle of a run. */
@Tag("broker")
final class NetworkCutTest {
    private static final Duration WITHIN = Duration.ofSeconds(4);

    /** Longer than any timeout of a client, such as the 120 s within which a record is sent. */
    private static final Duration BEYOND = Duration.ofSeconds(130);

    private static final int UNDER_WAY = 40;

    @TempDir private Path temp;
    private CutKafka kafka;
    private FaultRun run;
    private Deque<ServiceRunner> services;

    @BeforeEach
    void start() throws Exception {
        kafka = CutKafka.start(temp.resolve("kafka"));
        run = new FaultRun(kafka.near(), temp.resolve("in"), "50ms");
        services = run.services(kafka.far(), temp.resolve("far"));
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        kafka.close();
    }

    @Test
    @DisplayName("FAULT 34: cut for less than a session, worker and services continue")
    void shouldContinueAfterACutWithinTheSession() throws Exception {
        run.worker(kafka.far(), "worker");
        run.begin();
        run.awaitCalls(UNDER_WAY);

        kafka.network().cut();
        Thread.sleep(WITHIN.toMillis());
        kafka.network().restore();

        run.requireSound(0);
        assertThat(services).allMatch(ServiceRunner::running);
    }

    @Test
    @DisplayName("FAULT 34: cut for longer, the worker is fenced and its calls are repeated once")
    void shouldContinueWithAnotherWorkerAfterACutBeyondTheSession() throws Exception {
        run.worker(kafka.far(), "far");
        run.begin();
        run.awaitCalls(UNDER_WAY);

        kafka.network().cut();
        long unrecorded = run.unrecorded();
        run.worker(kafka.near(), "near");
        run.awaitTaken("near");
        kafka.network().restore();

        run.requireSound(unrecorded);
        assertThat(services).allMatch(ServiceRunner::running);
    }

    @Test
    @EnabledIfSystemProperty(named = "cuts.long", matches = "true")
    @DisplayName("FAULT 34: cut for two minutes, all services continue by themselves")
    void shouldContinueAfterACutOfTwoMinutes() throws Exception {
        run.worker(kafka.far(), "worker");
        run.begin();
        run.awaitCalls(UNDER_WAY);

        kafka.network().cut();
        long unrecorded = run.unrecorded();
        Thread.sleep(BEYOND.toMillis());
        kafka.network().restore();

        run.requireSound(unrecorded);
        assertThat(services).allMatch(ServiceRunner::running);
    }
}
