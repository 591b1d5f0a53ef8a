package metatextgrad.cli.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import metatextgrad.config.Settings;
import metatextgrad.model.Causes;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.AccessRefusal;
import metatextgrad.topics.Topic;
import metatextgrad.topics.TopicSetup;
import metatextgrad.tracing.TracingSetup;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.LoggerFactory;

/** The cluster that a command reads and writes. Used by one thread. */
public final class Cluster implements AutoCloseable {
    private static final Duration COMMAND = Duration.ofSeconds(10);

    /** As long as for a registry: the broker may start beside the service, on a slow machine. */
    private static final Duration SERVICE = Duration.ofMinutes(2);

    private final Settings settings;
    private final Serde<Event> events;
    private final Consumers consumers;
    private final UnreadableRecords unreadable = new UnreadableRecords();

    Cluster(Settings settings, Serde<Event> events, Consumers consumers) {
        this.settings = settings;
        this.events = events;
        this.consumers = consumers;
    }

    /**
     * Connects to the cluster of these settings.
     *
     * @throws EnvironmentProblem if no broker or registry answers, with exit code 6
     */
    public static Cluster connect(Settings settings) {
        // Before two threads log for the first time at the same time, which the log would report.
        LoggerFactory.getILoggerFactory();
        TracingSetup.leaveRegistryUntraced();
        // At the same time: each takes as long as a short command.
        CompletableFuture<Serde<Event>> events =
                CompletableFuture.supplyAsync(() -> registry(settings));
        Consumers consumers = new Consumers(settings);
        ConnectionNotice notice = new ConnectionNotice(settings, COMMAND);
        try {
            consumers.requireBroker(COMMAND);
            return new Cluster(settings, events.join(), consumers);
        } catch (CompletionException e) {
            consumers.close();
            throw e.getCause() instanceof EnvironmentProblem problem ? problem : e;
        } catch (RuntimeException e) {
            consumers.close();
            var unused = events.thenAccept(Serde::close);
            throw e;
        } finally {
            notice.close();
        }
    }

    private static Serde<Event> registry(Settings settings) {
        RegistryCheck.require(settings, RegistryCheck.COMMAND);
        return EventSerde.registry(settings.registry());
    }

    /**
     * Returns if a broker answers.
     *
     * @throws EnvironmentProblem if none does, with exit code 6
     */
    public static void requireBroker(Settings settings) {
        try (Admin admin = admin(settings)) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException | KafkaException e) {
            throw noBroker(settings.bootstrapServers(), e);
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    /** Returns the problem that no broker answers, or what Kafka refuses. */
    public static EnvironmentProblem noBroker(String servers, Throwable cause) {
        Optional<String> refusal = AccessRefusal.of(servers, cause);
        if (refusal.isPresent()) return Exit.CONFIGURATION.problem(cause, refusal.get());
        return Exit.UNREACHABLE.problem(
                cause,
                "no broker answers at %s: start one (mtg up --data FOLDER), or set KAFKA_BOOTSTRAP_SERVERS to a running one",
                servers);
    }

    public static Admin admin(Settings settings) {
        return admin(settings, COMMAND);
    }

    /** Opens a client that waits as a service does: the broker may still be starting. */
    public static Admin adminOfService(Settings settings) {
        return admin(settings, SERVICE);
    }

    /**
     * Opens a client that waits this long for each answer, unless the user's {@code
     * KAFKA_DEFAULT_API_TIMEOUT_MS} sets another time.
     */
    private static Admin admin(Settings settings, Duration timeout) {
        var properties = new TreeMap<>(settings.client());
        properties.putIfAbsent(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) COMMAND.toMillis() / 2);
        return created(() -> Admin.create(properties));
    }

    /**
     * Returns a client.
     *
     * @throws EnvironmentProblem if the settings do not allow it, with exit code 78
     */
    static <T> T created(Supplier<T> client) {
        try {
            return client.get();
        } catch (KafkaException e) {
            if (unresolved(e)) throw e;
            throw Exit.CONFIGURATION.problem(e, AccessRefusal.settings(root(e)));
        }
    }

    /** Returns whether no name resolves. Then no broker answers. */
    private static boolean unresolved(KafkaException e) {
        return root(e).contains(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    private static String root(Throwable thrown) {
        return String.valueOf(Causes.root(thrown).getMessage());
    }

    /**
     * Returns if brokers have all features, and topics are as services need them.
     *
     * @throws EnvironmentProblem with all differences, a line each
     */
    public static void requireCompatible(Settings settings) {
        try (Admin admin = adminOfService(settings)) {
            List<String> differences = new ArrayList<>();
            CheckResult features = BrokerFeatures.look(settings, admin);
            if (features.status() == CheckResult.Status.PROBLEM)
                differences.add("%s; set it with: %s".formatted(features.detail(), features.fix()));
            differences.addAll(new TopicSetup(admin, settings).differencesForService());
            if (differences.isEmpty()) return;
            throw Exit.CONFIGURATION.problem(String.join("\n", differences));
        } catch (KafkaException e) {
            throw noBroker(settings.bootstrapServers(), e);
        }
    }

    public Settings settings() {
        return settings;
    }

    Serde<Event> events() {
        return events;
    }

    public EventWriter client() {
        return new EventWriter(settings, events, EventWriter.COMMAND, CommandTrace.context());
    }

    /** Returns how many records the readers have decoded: the cost of a command grows with it. */
    public long recordsRead() {
        return unreadable.seen();
    }

    public EventReader reader(List<Topic> topics) {
        return new EventReader(consumers.assigned(topics), events, unreadable);
    }

    /** Returns all events of a topic. */
    public <E extends Event> List<E> all(Topic topic, Class<E> kind, Predicate<E> wanted) {
        return stamped(topic, kind, wanted).stream().map(EventReader.Stamped::event).toList();
    }

    /** Returns the same with their times. */
    public <E extends Event> List<EventReader.Stamped<E>> stamped(
            Topic topic, Class<E> kind, Predicate<E> wanted) {
        List<EventReader.Stamped<E>> found = new ArrayList<>();
        each(
                topic,
                kind,
                one -> {
                    if (wanted.test(one.event())) found.add(one);
                });
        return found;
    }

    /** Passes on all events of a topic one by one: a topic may be larger than the memory. */
    public <E extends Event> void each(
            Topic topic, Class<E> kind, Consumer<EventReader.Stamped<E>> listener) {
        try (EventReader reader = reader(List.of(topic))) {
            reader.toEnd(
                    one -> {
                        if (kind.isInstance(one.event()))
                            listener.accept(
                                    new EventReader.Stamped<>(
                                            kind.cast(one.event()), one.millis()));
                    },
                    left -> {});
        }
    }

    /**
     * Returns the last row of each key whose first letters are these, in key order. For tables of
     * which each key has one writer.
     */
    public <E extends Event> List<E> last(Topic table, Class<E> kind, String prefix) {
        try (EventReader reader = reader(List.of(table))) {
            return reader.newest(key -> key.startsWith(prefix)).stream()
                    .map(EventReader.Stamped::event)
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .toList();
        }
    }

    /**
     * Returns the row with the highest serial for each key, the last of equal ones, in key order.
     */
    public <E extends Event> Map<String, E> latest(
            Topic topic, Class<E> kind, Function<E, String> key, Function<E, Serial> serial) {
        Map<String, E> latest = new TreeMap<>();
        for (E row : all(topic, kind, any -> true))
            latest.merge(
                    key.apply(row),
                    row,
                    (before, next) ->
                            serial.apply(next).compareTo(serial.apply(before)) < 0 ? before : next);
        return latest;
    }

    @Override
    public void close() {
        consumers.close();
        events.close();
    }
}
