package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.model.Event;
import metatextgrad.streams.Settings;
import metatextgrad.streams.Topic;
import metatextgrad.streams.TopicSetup;
import metatextgrad.streams.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.WorkerSerde;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serde;

/** The cluster a command talks to, as configured. Used by one thread. */
final class Cluster implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Settings settings;
    private final Serde<Event> events;
    private final Unreadable unreadable = new Unreadable();

    private Cluster(Settings settings, Serde<Event> events) {
        this.settings = settings;
        this.events = events;
    }

    /**
     * Connects.
     *
     * @throws EnvironmentProblem if no broker or registry answers, with exit code 6
     */
    static Cluster connect(Settings settings) {
        requireBroker(settings);
        RegistryCheck.require(settings, RegistryCheck.COMMAND);
        return new Cluster(settings, EventSerde.registry(settings.registry()));
    }

    /**
     * Returns if a broker answers.
     *
     * @throws EnvironmentProblem if none does, with exit code 6
     */
    static void requireBroker(Settings settings) {
        try (Admin admin = admin(settings)) {
            admin.describeCluster().nodes().get();
        } catch (java.util.concurrent.ExecutionException | KafkaException e) {
            throw noBroker(settings.bootstrapServers(), e);
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    static EnvironmentProblem noBroker(String servers, Throwable cause) {
        return Exit.UNREACHABLE.problem(
                cause,
                "no broker answers at %s: start one (mtg up --data FOLDER), or set"
                        + " KAFKA_BOOTSTRAP_SERVERS to the one there is",
                servers);
    }

    static Admin admin(Settings settings) {
        var properties = new java.util.TreeMap<>(settings.client());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            if (unresolved(e)) throw e;
            throw Exit.CONFIGURATION.problem(
                    e,
                    "Kafka's client cannot be made: %s. Look at the settings that begin with"
                            + " KAFKA_.",
                    root(e));
        }
    }

    /** A name that leads to no broker is a broker that does not answer. */
    private static boolean unresolved(KafkaException e) {
        return root(e).contains(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) root = root.getCause();
        return String.valueOf(root.getMessage());
    }

    /**
     * Refuses to go on where brokers lack a feature, or topics are missing or differ: prints the
     * whole difference at once.
     */
    static void requireFit(Settings settings) {
        try (Admin admin = admin(settings)) {
            List<String> differences = new ArrayList<>();
            if (BrokerFeatures.look(settings, admin) instanceof Finding.Problem lack)
                differences.add("%s; set it with: %s".formatted(lack.what(), lack.fix()));
            differences.addAll(new TopicSetup(admin, settings).differencesForService());
            if (differences.isEmpty()) return;
            throw Exit.CONFIGURATION.problem(String.join("\n", differences));
        } catch (KafkaException e) {
            throw noBroker(settings.bootstrapServers(), e);
        }
    }

    Settings settings() {
        return settings;
    }

    Serde<Event> events() {
        return events;
    }

    LoopClient client() {
        return new LoopClient(settings, events, LoopClient.COMMAND);
    }

    EventReader reader(List<Topic> topics) {
        return new EventReader(settings, events, topics, unreadable);
    }

    /** The worker's rows that are there now. */
    List<LedgerEntry> ledger() {
        try (Serde<Event> rows = WorkerSerde.registry(settings.registry());
                EventReader reader =
                        new EventReader(settings, rows, List.of(Topics.LLM_LEDGER), unreadable)) {
            return reader.toEnd().stream().map(one -> (LedgerEntry) one.event()).toList();
        }
    }

    /** All events of a topic that are there now. */
    <E extends Event> List<E> all(Topic topic, Class<E> kind, Predicate<E> wanted) {
        return stamped(topic, kind, wanted).stream().map(EventReader.Stamped::event).toList();
    }

    /** The same with their times. */
    <E extends Event> List<EventReader.Stamped<E>> stamped(
            Topic topic, Class<E> kind, Predicate<E> wanted) {
        List<EventReader.Stamped<E>> found = new ArrayList<>();
        try (EventReader reader = reader(List.of(topic))) {
            for (EventReader.Stamped<Event> one : reader.toEnd()) {
                if (kind.isInstance(one.event()) && wanted.test(kind.cast(one.event())))
                    found.add(new EventReader.Stamped<>(kind.cast(one.event()), one.millis()));
            }
        }
        return found;
    }

    @Override
    public void close() {
        events.close();
    }
}
