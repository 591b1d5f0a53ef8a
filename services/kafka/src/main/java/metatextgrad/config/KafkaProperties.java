package metatextgrad.config;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.json.Suggestions;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Properties that are passed unchanged to Kafka's clients. In the environment, a name counts only
 * if a client knows it: {@code KAFKA_HOME} and {@code KAFKA_OPTS} belong to other programs.
 */
public record KafkaProperties(Map<String, String> properties, List<String> problems) {
    static final String KEY = "kafka.";
    private static final String NAME = "KAFKA_";
    private static final int SHORTEST_MISSPELT = 6;

    /** Prefixes with which Kafka Streams passes a property to only one of its clients. */
    private static final List<String> CLIENTS =
            List.of(
                    "main.consumer.",
                    "restore.consumer.",
                    "global.consumer.",
                    "consumer.",
                    "producer.",
                    "admin.");

    /** Properties that a guarantee depends on, each with the reason for its value. */
    public static final Map<String, String> REFUSED =
            Map.ofEntries(
                    entry(
                            "isolation.level",
                            "must be read_committed: uncommitted records may be aborted"),
                    entry(
                            "enable.auto.commit",
                            "offsets are committed in the same transaction as the results"),
                    entry(
                            "auto.offset.reset",
                            "a new service reads from the beginning: nothing is skipped"),
                    entry(
                            "allow.auto.create.topics",
                            "topics are never auto-created, so that a misspelt name fails; create topics with mtg topics apply"),
                    entry(
                            "processing.guarantee",
                            "must be exactly_once_v2: call accounting depends on it"),
                    entry("partitioner.class", "records of one project must be in one partition"),
                    entry(
                            "partitioner.ignore.keys",
                            "records of one project must be in one partition"),
                    entry(
                            "deserialization.exception.handler",
                            "a record that cannot be read becomes a dead letter"),
                    entry(
                            "processing.exception.handler",
                            "a record that cannot be handled becomes a dead letter"),
                    entry(
                            "production.exception.handler",
                            "a record that cannot be written must not be lost"),
                    entry("state.dir", "is a folder of MTG_DATA"),
                    entry("acks", "must be all, so that no billed answer is lost"),
                    entry(
                            "group.protocol",
                            "must be classic: its static members keep their work over a restart"),
                    entry("transactional.id", "derived from MTG_PREFIX and MTG_INSTANCE"),
                    entry("group.instance.id", "derived from MTG_PREFIX and MTG_INSTANCE"),
                    entry("application.id", "derived from MTG_PREFIX and the service"),
                    entry("group.id", "derived from MTG_PREFIX and the service"));

    public KafkaProperties {
        properties = Map.copyOf(properties);
        problems = List.copyOf(problems);
    }

    /**
     * Returns whether no configuration may set this property, because a guarantee depends on it.
     */
    public static boolean isRefused(String property) {
        return REFUSED.containsKey(bare(property));
    }

    /** Returns every name in the environment that a client knows. */
    public static Set<String> names() {
        return known().stream().map(KafkaProperties::exported).collect(Collectors.toSet());
    }

    /**
     * Reads the properties. Those of a context take precedence over the environment, and these over
     * the rest of the file.
     */
    static KafkaProperties of(
            Map<String, String> context,
            Map<String, String> environment,
            Map<String, String> inFile) {
        Map<String, String> properties = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        addAll(inFile, properties, problems);
        for (String name : new TreeSet<>(environment.keySet())) {
            String value = String.valueOf(environment.get(name)).strip();
            if (!name.startsWith(NAME) || name.equals(own().name()) || value.isEmpty()) continue;
            String property =
                    name.substring(NAME.length()).toLowerCase(Locale.ROOT).replace('_', '.');
            if (known().contains(bare(property))) {
                add(property, value, name, properties, problems);
            } else if (property.length() >= SHORTEST_MISSPELT) {
                misspelt(property)
                        .map(("unknown " + name + "; did you mean %s?")::formatted)
                        .ifPresent(problems::add);
            }
        }
        addAll(context, properties, problems);
        return new KafkaProperties(properties, problems);
    }

    private static void addAll(
            Map<String, String> inFile, Map<String, String> properties, List<String> problems) {
        inFile.forEach(
                (key, value) -> {
                    if (!key.startsWith(KEY) || key.equals(own().key())) return;
                    add(key.substring(KEY.length()), value, key, properties, problems);
                });
    }

    private static Setting own() {
        return Setting.KAFKA_BOOTSTRAP_SERVERS;
    }

    private static void add(
            String property,
            String value,
            String source,
            Map<String, String> properties,
            List<String> problems) {
        String reason = REFUSED.get(bare(property));
        if (reason != null) {
            problems.add(source + " cannot be set: " + reason);
            return;
        }
        ClientCheck.problem(bare(property), value)
                .ifPresent(wrong -> problems.add("%s is '%s': %s".formatted(source, value, wrong)));
        properties.put(property, value);
    }

    private static String bare(String property) {
        for (String client : CLIENTS)
            if (property.startsWith(client)) return property.substring(client.length());
        return property;
    }

    /**
     * Finds a property that differs in at most two letters, because most names in the environment
     * belong to other programs.
     */
    private static Optional<String> misspelt(String property) {
        return Suggestions.closest(property, known())
                .filter(name -> Suggestions.distance(property, name) <= 2)
                .map(KafkaProperties::exported);
    }

    private static String exported(String property) {
        return NAME + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Set<String> known() {
        return Stream.of(
                        ConsumerConfig.configNames(),
                        ProducerConfig.configNames(),
                        AdminClientConfig.configNames(),
                        StreamsConfig.configDef().names())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
