package metatextgrad.bench;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.embedded.EmbeddedRegistry;
import metatextgrad.embedded.LocalSettings;
import metatextgrad.model.event.Event;
import metatextgrad.ops.LoopMeters;
import metatextgrad.process.OpenParts;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.TopicSetup;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;

/** An empty broker with its registry, on which benchmarks start only the services they measure. */
final class BenchEnvironment implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(1);
    private static final String INSTANCE = "bench";
    private static final int PARTITIONS = 3;

    private final OpenParts parts = new OpenParts();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WorkerMeters counts = new WorkerMeters(meters);
    private final Settings settings;
    private final Serde<Event> events;

    /** Blocks until topics and schemas exist. */
    BenchEnvironment(Path data) {
        EmbeddedKafka kafka = parts.add(EmbeddedKafka.start(data, 0));
        try {
            String registry = parts.add(EmbeddedRegistry.start(data, 0)).url();
            settings = topics(kafka.bootstrapServers(), registry, data, "mtg.", PARTITIONS);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
        events = EventSerde.registry(settings.registry());
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
        ConditionWait.until(START, runner::running, service.name() + " did not start");
        return runner;
    }

    /** Starts the worker and waits until it is ready. Start one at a time. */
    WorkerServicePart startWorker(ModelEndpoint endpoint) {
        return startWorker(settings, endpoint);
    }

    /** Starts a worker with other settings and waits until it is ready. */
    WorkerServicePart startWorker(Settings other, ModelEndpoint endpoint) {
        WorkerServicePart worker = WorkerServicePart.start(other, endpoint, counts, Tracing.OFF);
        ConditionWait.until(START, () -> worker.report().ready(), "llm-worker did not start");
        return worker;
    }

    /** Creates further topics on the same broker, for parts that need empty topics. */
    Settings topics(String prefix, int partitions) {
        return topics(
                settings.bootstrapServers(),
                requireNonNull(settings.registryUrl()),
                settings.dataFolder(),
                prefix,
                partitions);
    }

    private static Settings topics(
            String brokers, String registry, Path data, String prefix, int partitions) {
        Settings settings =
                LocalSettings.of(brokers, registry, INSTANCE, data, partitions).withPrefix(prefix);
        try (Admin admin = Admin.create(settings.client())) {
            new TopicSetup(admin, settings).apply();
            TopicSchemas.register(settings);
        }
        return settings;
    }

    @Override
    public void close() {
        parts.close();
    }
}
