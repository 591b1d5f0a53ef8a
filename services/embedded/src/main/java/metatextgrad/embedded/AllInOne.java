package metatextgrad.embedded;

import static java.util.Objects.requireNonNull;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.cluster.ProcessTracing;
import metatextgrad.cli.logging.Logs;
import metatextgrad.cli.services.OpsPages;
import metatextgrad.cli.services.ServicePart;
import metatextgrad.cli.services.StreamServicePart;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Setting;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.ops.Health;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.OpsEndpoint;
import metatextgrad.ops.ProcessMeters;
import metatextgrad.process.DiskSpace;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.OpenParts;
import metatextgrad.process.ProgramVersion;
import metatextgrad.process.ShutdownState;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.streams.Service;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.TopicSetup;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Broker, registry, every stream processor and the worker in one process, on one data folder. */
public final class AllInOne implements Health, Platform {
    private static final String INSTANCE = "all-in-one";
    private static final int PARTITIONS = 3;
    private static final Duration START = Duration.ofMinutes(5);

    private final OpenParts parts = new OpenParts();
    private final List<ServicePart> services = new CopyOnWriteArrayList<>();
    private final List<WorkerServicePart> workers = new ArrayList<>();
    private final ProcessMeters meters = new ProcessMeters(ProgramVersion.text());
    private final Path data;
    private final Duration deadline;
    private final DiskSpace disk;
    private final Consumer<String> progress;
    private @Nullable TemporaryFolder folder;
    private volatile boolean up;
    private @Nullable OpsEndpoint pages;
    private @Nullable Settings settings;
    private @Nullable Serde<Event> events;
    private @Nullable URI model;
    private Tracing tracing = Tracing.OFF;

    /**
     * @param deadline as in {@code MTG_DEADLINE}
     */
    public AllInOne(Path data, Duration deadline, Consumer<String> progress) {
        this.data = data;
        this.deadline = deadline;
        disk = new DiskSpace(data);
        this.progress = progress;
    }

    /**
     * Starts everything and blocks until all services are ready.
     *
     * @param progress accepts a line for each part that starts
     * @throws EnvironmentProblem if a part cannot start; nothing is left running
     */
    static AllInOne start(
            Path data,
            Duration deadline,
            PortChoice ports,
            ModelEndpoint endpoint,
            int workers,
            Consumer<String> progress) {
        return started(
                new AllInOne(data, deadline, progress),
                all -> {
                    // Binds first: another process could take the port before everything is up.
                    if (ports.pages() != null) all.open(ports.host(), ports.pages());
                    all.startParts(ports, endpoint, workers);
                });
    }

    /**
     * As {@link #start}, on a temporary folder, with one worker and any free ports. Closing the
     * system deletes the folder. Logs of a failure stay until the next command.
     */
    public static AllInOne temporary(ModelEndpoint endpoint, Consumer<String> progress) {
        return temporary(endpoint, LocalSettings.DEADLINE, progress);
    }

    /** As the other method, with a deadline as in {@code MTG_DEADLINE}. */
    public static AllInOne temporary(
            ModelEndpoint endpoint, Duration deadline, Consumer<String> progress) {
        TemporaryFolder folder = TemporaryFolder.temporary();
        AllInOne all = new AllInOne(folder.path(), deadline, progress);
        all.folder = folder;
        return started(
                all,
                one -> {
                    one.startParts(PortChoice.ANY, endpoint, 1);
                    folder.closeOnExit(one.parts);
                });
    }

    /** Returns a started system. If {@code start} fails, everything is closed. */
    public static AllInOne started(AllInOne all, Consumer<AllInOne> start) {
        try {
            start.accept(all);
            return all;
        } catch (RuntimeException | Error e) {
            all.close();
            throw e;
        }
    }

    @Override
    public Settings settings() {
        return requireNonNull(settings, "not started");
    }

    @Override
    public Serde<Event> events() {
        return requireNonNull(events, "not started");
    }

    public PrometheusMeterRegistry meters() {
        return meters.registry();
    }

    Tracing tracing() {
        return tracing;
    }

    int pagesPort() {
        return requireNonNull(pages, "started without pages").port();
    }

    /**
     * Returns the models of which no call can succeed until a user fixes it, and why; empty if all
     * can be used.
     */
    Optional<String> modelProblem() {
        return workers.stream()
                .map(WorkerServicePart::problem)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Returns why this system has to end: a full disk, or a service that has terminated without a
     * request. Null while all run. The disk comes first, because services terminate if it is full.
     * The message names the log file.
     */
    @Nullable EnvironmentProblem end() {
        return disk.problem()
                .or(
                        () ->
                                services.stream()
                                        .map(ServicePart::end)
                                        .filter(Objects::nonNull)
                                        .findFirst())
                .map(this::withLog)
                .orElse(null);
    }

    private EnvironmentProblem withLog(EnvironmentProblem end) {
        return end.exit()
                .problem(end, "%s. The log is %s.", end.getMessage(), Logs.file(data.normalize()));
    }

    @Override
    public Report report() {
        Stream<Check> parts = services.stream().flatMap(part -> part.report().checks().stream());
        Check starting = new Check("all-in-one", State.STARTING, "starting");
        return new Report(Stream.concat(up ? Stream.of() : Stream.of(starting), parts).toList());
    }

    /** Also throws if a service has stopped, or a model cannot be used. */
    @Override
    public void requireRunning() {
        EnvironmentProblem end = end();
        if (ShutdownState.begun()) throw Exit.INTERRUPTED.problem("interrupted");
        if (end != null) {
            if (folder != null) folder.keepLogs();
            throw end;
        }
        Optional<String> problem = modelProblem();
        if (problem.isPresent())
            throw Exit.CONFIGURATION.problem(
                    "the model server at %s refuses calls: %s", model, problem.get());
    }

    /** Closes everything, the last part started first. */
    @Override
    public void close() {
        parts.close();
        meters.close();
        if (folder != null) folder.close();
    }

    private void open(String host, int port) {
        pages = parts.add(OpsPages.open(host, port, this, meters()));
    }

    private void startParts(PortChoice ports, ModelEndpoint endpoint, int count) {
        Optional<EnvironmentProblem> full = disk.problem();
        if (full.isPresent()) throw full.get();
        BrokerHalt.explain(disk, folder == null ? null : folder.path());
        progress.accept("starting Kafka and the schema registry");
        CompletableFuture<EmbeddedRegistry> registry =
                CompletableFuture.supplyAsync(() -> EmbeddedRegistry.start(data, ports.registry()));
        EmbeddedKafka kafka;
        try {
            kafka = EmbeddedKafka.start(data, ports.kafka());
        } catch (RuntimeException e) {
            registry.whenComplete(
                            (started, failed) -> {
                                if (started != null) started.close();
                            })
                    .exceptionally(failed -> null)
                    .join();
            throw e;
        }
        parts.add(kafka);
        Logs.alsoTo(data);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            OpenTransactions.end(admin, Setting.MTG_PREFIX.standard());
        }
        startServices(kafka.bootstrapServers(), joined(registry).url(), endpoint, count);
    }

    /** Starts the services on a broker and a registry that run already. */
    public void startServices(String brokers, String registry, ModelEndpoint endpoint, int count) {
        tracing = parts.add(ProcessTracing.start(ProcessTracing.NAME));
        Settings now = settings(brokers, registry);
        settings = now;
        model = endpoint.baseUrl();
        progress.accept("creating topics and registering schemas");
        try (Admin admin = Admin.create(now.client())) {
            new TopicSetup(admin, now).apply();
        }
        TopicSchemas.register(now);
        Serde<Event> serde = EventSerde.registry(now.registry());
        events = serde;
        progress.accept("starting the services");
        LoopMeters loop = new LoopMeters(meters());
        for (Service service : StreamServices.all())
            started(StreamServicePart.start(service, now, serde, loop, tracing));
        WorkerMeters counts = new WorkerMeters(meters());
        for (int i = 0; i < count; i++) {
            Settings named = now.withInstance(INSTANCE + "-" + i);
            WorkerServicePart worker = WorkerServicePart.start(named, endpoint, counts, tracing);
            started(worker);
            workers.add(worker);
        }
        awaitRunning();
    }

    void started(ServicePart service) {
        parts.add(service);
        services.add(service);
        service.measure(meters.kafka());
    }

    private EmbeddedRegistry joined(CompletableFuture<EmbeddedRegistry> registry) {
        try {
            EmbeddedRegistry started = registry.join();
            started(started);
            return started;
        } catch (CompletionException e) {
            throw e.getCause() instanceof EnvironmentProblem problem ? problem : e;
        }
    }

    private void awaitRunning() {
        long latest = System.nanoTime() + START.toNanos();
        while (!services.stream().allMatch(part -> part.report().ready())) {
            EnvironmentProblem problem = end();
            if (problem != null) throw problem;
            if (System.nanoTime() > latest) throw late();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        up = true;
    }

    private EnvironmentProblem late() {
        return Exit.FAILURE.problem(
                "not ready after %d minutes: %s. Reduce the load on this machine, then start again.",
                START.toMinutes(),
                services.stream()
                        .flatMap(part -> part.report().checks().stream())
                        .filter(check -> !check.ready())
                        .map(check -> check.name() + " (" + check.detail() + ")")
                        .collect(Collectors.joining(", ")));
    }

    private Settings settings(String bootstrapServers, String registry) {
        return LocalSettings.of(bootstrapServers, registry, INSTANCE, data, PARTITIONS)
                .withDeadline(deadline);
    }
}
