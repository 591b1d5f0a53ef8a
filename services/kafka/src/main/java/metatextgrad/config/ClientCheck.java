package metatextgrad.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/** Checks a property against the definitions of Kafka's clients, before a client is created. */
final class ClientCheck {
    private static final List<ConfigDef> CLIENTS =
            List.of(
                    ConsumerConfig.configDef(),
                    ProducerConfig.configDef(),
                    AdminClientConfig.configDef(),
                    StreamsConfig.configDef());

    private ClientCheck() {}

    /**
     * Returns why no client accepts this value; empty if one does, or if none knows the property.
     *
     * @param property the name without the prefix of its client
     */
    static Optional<String> problem(String property, String value) {
        List<Optional<String>> reports =
                keys(property).map(key -> problem(key, property, value)).toList();
        return reports.stream().allMatch(Optional::isPresent)
                ? reports.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    private static Stream<ConfigKey> keys(String property) {
        return CLIENTS.stream()
                .map(client -> client.configKeys().get(property))
                .filter(Objects::nonNull);
    }

    private static Optional<String> problem(ConfigKey key, String property, String value) {
        try {
            Object parsed = ConfigDef.parseType(property, value, key.type);
            if (key.validator != null) key.validator.ensureValid(property, parsed);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(words(String.valueOf(e.getMessage()), property));
        }
    }

    /** Removes the property's name and value, which the caller prints first. */
    private static String words(String message, String property) {
        String lead = "for configuration " + property;
        int end = message.indexOf(lead);
        String rest = end < 0 ? message : message.substring(end + lead.length());
        return rest.replaceFirst("^: ", "").strip();
    }
}
