package metatextgrad.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a service is configured with. Where values come from, and in which order they win, is
 * written in {@link SettingsReader}.
 *
 * @param bootstrapServers brokers, as in {@code KAFKA_BOOTSTRAP_SERVERS}
 * @param registryUrl the schema registry's v3 address; null runs without one, for tests
 * @param prefix of all topics and application ids
 * @param instance name of this instance, stable over restarts; null joins as a dynamic member
 * @param dataFolder where stores lie
 * @param opsPort of the pages for health and metrics; 0 takes any free one
 * @param partitions of all topics; chosen once, never changed in place
 * @param replication of all topics; -1 takes the broker's default
 * @param retention of all logs
 * @param deadline how long a barrier waits without an event of its trial
 * @param kafka client properties passed through as they are
 */
public record Settings(
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
    public Settings {
        requireNonNull(bootstrapServers, "bootstrapServers is null");
        requireNonNull(prefix, "prefix is null");
        requireNonNull(dataFolder, "dataFolder is null");
        requireNonNull(retention, "retention is null");
        requireNonNull(deadline, "deadline is null");
        kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
    }

    /** Client properties of any plain client of ours. */
    public Map<String, Object> client() {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(kafka);
        return properties;
    }

    /** Properties of the registry's client. */
    public Map<String, Object> registry() {
        return Map.of(
                "apicurio.registry.url", requireNonNull(registryUrl, "no registry is configured"));
    }

    public Settings withInstance(@Nullable String name) {
        return new Settings(
                bootstrapServers,
                registryUrl,
                prefix,
                name,
                dataFolder,
                opsPort,
                partitions,
                replication,
                retention,
                deadline,
                kafka);
    }
}
