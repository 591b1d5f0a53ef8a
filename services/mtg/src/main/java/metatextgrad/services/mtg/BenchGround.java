package metatextgrad.services.mtg;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import metatextgrad.model.Event;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.streams.LoopMeters;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.streams.Settings;
import metatextgrad.streams.TopicSchemas;
import metatextgrad.streams.TopicSetup;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An empty broker with its registry, on which a benchmark starts only what it measures. */
final class BenchGround implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BenchGround.class);
    private static final Duration START = Duration.ofMinutes(1);
    private static final String INSTANCE = "bench";
    private static final int PARTITIONS = 3;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WorkerMeters counts = new WorkerMeters(meters);
    private final Settings settings;
    private final Serde<Event> events;

    private BenchGround(EmbeddedKafka kafka, EmbeddedRegistry registry, Path data) {
        parts.push(kafka);
        parts.push(registry);
        settings =
                new Settings(
                        kafka.bootstrapServers(),
                        registry.url(),
                        "mtg.",
                        INSTANCE,
                        data,
                        0,
                        PARTITIONS,
                        (short) 1,
                        Duration.ofDays(1),
                        Duration.ofMinutes(30),
                        Map.of());
        events = EventSerde.registry(settings.registry());
    }

    /** Blocks until the topics and schemas are there. */
    static BenchGround start(Path data) {
        EmbeddedKafka kafka = EmbeddedKafka.start(data, 0);
        try {
            EmbeddedRegistry registry = EmbeddedRegistry.start(data, 0);
            BenchGround ground = new BenchGround(kafka, registry, data);
            try {
                create(ground.settings);
                return ground;
            } catch (RuntimeException e) {
                registry.close();
                throw e;
            }
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    Settings settings() {
        return settings;
    }

    Serde<Event> events() {
        return events;
    }

    /** Starts a stream processor and waits until records flow through it. */
    ServiceRunner start(Service service) {
        ServiceRunner runner =
                ServiceRunner.start(service, settings, events, new LoopMeters(meters));
        await(service.name(), runner::running);
        return runner;
    }

    /** Starts the worker and waits until it reads; one at a time. */
    WorkerPart startWorker(ModelEndpoint endpoint) {
        return startWorker(settings, endpoint);
    }

    /** Starts a worker of another name, or on other topics, and waits until it reads. */
    WorkerPart startWorker(Settings other, ModelEndpoint endpoint) {
        WorkerPart worker = WorkerPart.start(other, endpoint, counts);
        await("llm-worker", () -> worker.report().ready());
        return worker;
    }

    /** Topics of their own on the same broker, for what must not meet what is there already. */
    Settings topics(String prefix, int partitions) {
        Settings other =
                new Settings(
                        settings.bootstrapServers(),
                        settings.registryUrl(),
                        prefix,
                        INSTANCE,
                        settings.dataFolder(),
                        0,
                        partitions,
                        settings.replication(),
                        settings.retention(),
                        settings.deadline(),
                        settings.kafka());
        create(other);
        return other;
    }

    private static void create(Settings settings) {
        try (Admin admin = Admin.create(settings.client())) {
            new TopicSetup(admin, settings).apply();
            TopicSchemas.register(settings);
        }
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part did not close: {}", e.getMessage(), e);
            }
        }
    }

    private static void await(String name, BooleanSupplier ready) {
        long end = System.nanoTime() + START.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > end)
                throw Exit.FAILURE.problem("%s did not start in %s s", name, START.toSeconds());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
