package metatextgrad.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.ops.Health;
import metatextgrad.ops.KafkaMeters;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.TableMeters;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.RowSerde;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one stream processor: starts it, reports its health, and closes it. Thread-safe. */
public final class ServiceRunner implements Health, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final Service service;
    private final KafkaStreams streams;
    private final Path dataFolder;
    private final DamagedStores damagedStores;
    private final ThreadFailures failures = new ThreadFailures();
    private final InstantSource clock = InstantSource.system();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Written by the state listener only, one call after another. */
    private volatile boolean worked;

    /** The part of the topology whose partitions decide which process shows a gauge. */
    private final int shown;

    private final TableReader tables;

    private ServiceRunner(
            Service service,
            KafkaStreams streams,
            int shown,
            Settings settings,
            Serde<Event> events,
            LoopMeters meters) {
        this.service = service;
        this.shown = shown;
        tables =
                new TableReader(
                        settings,
                        service.gaugeTables(),
                        events,
                        new TableMeters(meters.registry()),
                        this::partitions,
                        clock);
        dataFolder = settings.dataFolder();
        damagedStores = DamagedStores.of(service, settings);
        this.streams = streams;
    }

    /** Starts the service without spans; see the next method. */
    public static ServiceRunner start(
            Service service, Settings settings, Serde<Event> events, LoopMeters meters) {
        return start(service, settings, events, meters, Tracing.OFF);
    }

    /**
     * Starts the service and returns at once. The topics must exist. Damaged stores are deleted and
     * restored from their topics.
     */
    public static ServiceRunner start(
            Service service,
            Settings settings,
            Serde<Event> events,
            LoopMeters meters,
            Tracing tracing) {
        ServiceRunner runner = of(service, settings, events, meters, tracing);
        if (runner.damagedStores.exist()) {
            LOG.warn("restoring the damaged stores of service {}", service.name());
            runner.streams.cleanUp();
            runner.damagedStores.markRestored();
        }
        try {
            runner.streams.start();
            runner.tables.start();
            return runner;
        } catch (ProcessorStateException e) {
            if (!DamagedStores.caused(e)) throw e;
            runner.damagedStores.markDamaged();
            runner.close();
            return start(service, settings, events, meters, tracing);
        }
    }

    private static ServiceRunner of(
            Service service,
            Settings settings,
            Serde<Event> events,
            LoopMeters meters,
            Tracing tracing) {
        ServiceContext serviceContext =
                new ServiceContext(
                        settings.prefix(),
                        events,
                        new RowSerde(),
                        meters,
                        settings.deadline(),
                        tracing);
        Topology topology = service.build(serviceContext);
        KafkaStreams streams =
                new KafkaStreams(topology, StreamsProperties.of(service, settings, events, meters));
        ServiceRunner runner =
                new ServiceRunner(service, streams, last(topology), settings, events, meters);
        streams.setUncaughtExceptionHandler(runner::failed);
        streams.setStateListener(
                (now, before) ->
                        runner.worked = runner.worked || now == KafkaStreams.State.RUNNING);
        return runner;
    }

    public boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    /** Returns true if it ended because another process runs under its instance id. */
    public boolean fenced() {
        Throwable cause = failure.get();
        return cause != null && ThreadFailures.fenced(cause);
    }

    @Override
    public Report report() {
        KafkaStreams.State state = streams.state();
        Throwable cause = failure.get();
        String detail =
                cause == null
                        ? state.name()
                        : state + ": " + ServiceFailure.words(cause, dataFolder);
        return new Report(List.of(new Check(service.name(), health(state), detail)));
    }

    /**
     * Returns the health. After its first start, the service keeps processing its partitions during
     * a rebalance.
     */
    private Health.State health(KafkaStreams.State state) {
        return switch (state) {
            case CREATED -> Health.State.STARTING;
            case REBALANCING -> worked ? Health.State.READY : Health.State.STARTING;
            case RUNNING -> Health.State.READY;
            case PENDING_SHUTDOWN, PENDING_ERROR -> Health.State.UNREADY;
            case ERROR, NOT_RUNNING -> Health.State.DEAD;
        };
    }

    /** Shows the metrics of its Kafka clients and of Kafka Streams. */
    public void measure(KafkaMeters kafka) {
        kafka.add(streams);
    }

    /**
     * Returns the number of the last part of a topology. Processes share the partitions of each
     * part in another way, so the gauges need one part.
     */
    static int last(Topology topology) {
        return topology.describe().subtopologies().stream()
                .mapToInt(TopologyDescription.Subtopology::id)
                .max()
                .orElseThrow();
    }

    /** Returns the numbers of the partitions whose gauges it shows now. */
    private Set<Integer> partitions() {
        if (!streams.state().isRunningOrRebalancing()) return Set.of();
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .map(TaskMetadata::taskId)
                .filter(task -> task.subtopology() == shown)
                .map(TaskId::partition)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        tables.close();
        streams.close(CLOSE);
    }

    private StreamThreadExceptionResponse failed(Throwable thrown) {
        String words = ServiceFailure.words(thrown, dataFolder);
        if (ThreadFailures.isReplaceable(Thread.currentThread())
                && failures.replaces(thrown, clock.instant())) {
            LOG.warn("restarting the thread of service {}: {}", service.name(), words);
            ThreadFailures.printNoTrace(Thread.currentThread());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        failure.compareAndSet(null, thrown);
        if (DamagedStores.caused(thrown)) damagedStores.markDamaged();
        if (ThreadFailures.fenced(thrown)) {
            LOG.error("stopping service {}: another process uses its instance id", service.name());
        } else {
            LOG.error("stopping service {}: {}", service.name(), words, thrown);
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
