package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

/** An empty broker with its registry, on which benchmarks start only the services they measure. */
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
                LocalSettings.of(
                        kafka.bootstrapServers(),
                        registry.url(),
                        "mtg.",
                        INSTANCE,
                        data,
                        PARTITIONS,
                        Duration.ofDays(1));
        events = EventSerde.registry(settings.registry());
    }

    /** Blocks until topics and schemas exist. */
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

    /** Starts a stream processor and waits until it runs. */
    ServiceRunner start(Service service) {
        ServiceRunner runner =
                ServiceRunner.start(service, settings, events, new LoopMeters(meters));
        BenchWait.until(START, runner::running, service.name() + " did not start");
        return runner;
    }

    /** Starts the worker and waits until it is ready. Start one at a time. */
    WorkerPart startWorker(ModelEndpoint endpoint) {
        return startWorker(settings, endpoint);
    }

    /** Starts a worker with other settings and waits until it is ready. */
    WorkerPart startWorker(Settings other, ModelEndpoint endpoint) {
        WorkerPart worker = WorkerPart.start(other, endpoint, counts);
        BenchWait.until(START, () -> worker.report().ready(), "llm-worker did not start");
        return worker;
    }

    /** Creates further topics on the same broker, for parts that need empty topics. */
    Settings topics(String prefix, int partitions) {
        Settings other =
                LocalSettings.of(
                        settings.bootstrapServers(),
                        requireNonNull(settings.registryUrl()),
                        prefix,
                        INSTANCE,
                        settings.dataFolder(),
                        partitions,
                        settings.retention());
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
}
