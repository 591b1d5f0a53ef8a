package metatextgrad.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a service. {@link SettingsReader} defines the sources of values and their
 * order.
 *
 * @param bootstrapServers brokers, as in {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param registryUrl the schema registry's v3 address; null runs without one, for tests
 * @param prefix of all topics and application ids
 * @param instance id of this instance, stable over restarts; null joins as a dynamic member
 * @param dataFolder of state stores and instance ids
 * @param opsPort of the pages for health and metrics; 0 for any free port
 * @param opsHost the address on which they answer; null for the default of the process
 * @param partitions of all topics; the number of an existing topic cannot be changed
 * @param replication of all topics; -1 for the broker's default
 * @param retention of all log topics
 * @param deadline how long a barrier waits without an event of its trial
 * @param kafka client properties, passed on unchanged
 * @param registryClient credentials and certificate authorities of the registry's client
 */
public record Settings(
        String bootstrapServers,
        @Nullable String registryUrl,
        String prefix,
        @Nullable String instance,
        Path dataFolder,
        int opsPort,
        @Nullable String opsHost,
        int partitions,
        short replication,
        Duration retention,
        Duration deadline,
        Map<String, String> kafka,
        Map<String, String> registryClient) {
    private static final Pattern SECRET_NAME =
            Pattern.compile("password|secret|jaas|user\\.info|keystore\\.key");

    /** The configuration of a login, which also has names that are no secrets. */
    private static final String LOGIN = "jaas";

    /** A password inside such a configuration. */
    private static final Pattern SECRET_PART =
            Pattern.compile(
                    "(?i)(?:password|secret|token)\\w*\\s*=\\s*(?:\"([^\"]+)\"|'([^']+)'|([^\"'\\s;]+))");

    public Settings {
        kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
        registryClient = Collections.unmodifiableMap(new TreeMap<>(registryClient));
    }

    /** Settings for a registry without authentication, and for the default address of pages. */
    public Settings(
            String bootstrapServers,
            @Nullable String registryUrl,
            String prefix,
            @Nullable String instance,
            Path dataFolder,
            int opsPort,
            int partitions,
            short replication,
            Duration retention,
            Duration deadline,
            Map<String, String> kafka) {
        this(
                bootstrapServers,
                registryUrl,
                prefix,
                instance,
                dataFolder,
                opsPort,
                null,
                partitions,
                replication,
                retention,
                deadline,
                kafka,
                Map.of());
    }

    /** Returns the properties of a plain Kafka client. */
    public Map<String, Object> client() {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(kafka);
        return properties;
    }

    /** Returns the passwords and keys in the properties of the clients. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(RegistrySettings.secrets(registryClient));
        kafka.forEach(
                (name, value) -> {
                    if (!SECRET_NAME.matcher(name).find()) return;
                    if (name.contains(LOGIN)) secrets.addAll(secretParts(value));
                    else secrets.add(value);
                });
        return secrets;
    }

    /**
     * Returns the passwords of a login. The whole would also hide its user and class names, which
     * messages contain. It is a secret if it has options and no known password among them.
     */
    private static List<String> secretParts(String login) {
        List<String> parts =
                SECRET_PART
                        .matcher(login)
                        .results()
                        .map(
                                part ->
                                        Stream.of(1, 2, 3)
                                                .map(part::group)
                                                .filter(Objects::nonNull)
                                                .findFirst()
                                                .orElseThrow())
                        .toList();
        return parts.isEmpty() && login.contains("=") ? List.of(login) : parts;
    }

    /** Returns the properties of the registry's client. */
    public Map<String, Object> registry() {
        Map<String, Object> properties = new TreeMap<>(registryClient);
        properties.put(
                "apicurio.registry.url", requireNonNull(registryUrl, "no registry is configured"));
        return properties;
    }

    public Settings withInstance(@Nullable String name) {
        return with(prefix, name, deadline);
    }

    public Settings withPrefix(String ofTopics) {
        return with(ofTopics, instance, deadline);
    }

    public Settings withDeadline(Duration ofBarriers) {
        return with(prefix, instance, ofBarriers);
    }

    private Settings with(String ofTopics, @Nullable String name, Duration ofBarriers) {
        return new Settings(
                bootstrapServers,
                registryUrl,
                ofTopics,
                name,
                dataFolder,
                opsPort,
                opsHost,
                partitions,
                replication,
                retention,
                ofBarriers,
                kafka,
                registryClient);
    }
}
