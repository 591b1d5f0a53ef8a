package metatextgrad.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The application's Kafka settings, with those on which this client relies. */
final class KafkaSettings {
    /** A record whose topic is unknown for longer is lost. Only the sender's threads wait. */
    private static final int MAX_BLOCK_MS = 1000;

    private static final String SERVERS = ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
    private static final Pattern ADDRESS = Pattern.compile("(.+):\\d{1,5}");

    private KafkaSettings() {}

    /**
     * @throws IllegalArgumentException with the setting and the reason, in one line
     */
    static Map<String, Object> consumer(Map<String, ?> given) {
        Map<String, Object> all = without(given, "group.id", "group.instance.id", "group.protocol");
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return checked(all, ConsumerConfig.configDef());
    }

    /**
     * @throws IllegalArgumentException with the setting and the reason, in one line
     */
    static Map<String, Object> producer(Map<String, ?> given) {
        Map<String, Object> all = without(given, "transactional.id", "partitioner.class");
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        return checked(all, ProducerConfig.configDef());
    }

    private static Map<String, Object> without(Map<String, ?> given, String... names) {
        Map<String, Object> all = new HashMap<>(given);
        all.keySet().removeAll(List.of(names));
        return all;
    }

    /** Returns the hosts of valid settings. */
    static List<String> hosts(Map<String, Object> settings) {
        return servers(settings, ProducerConfig.configDef()).stream()
                .map(server -> ADDRESS.matcher(server).replaceFirst("$1"))
                .toList();
    }

    private static Map<String, Object> checked(Map<String, Object> all, ConfigDef settings) {
        try {
            for (String server : servers(all, settings))
                if (!ADDRESS.matcher(server).matches())
                    throw new ConfigException(
                            "%s must be host:port, not `%s`".formatted(SERVERS, server));
            return all;
        } catch (ConfigException e) {
            throw new IllegalArgumentException(
                    "the Kafka settings are not valid: " + FailureLog.reason(e), e);
        }
    }

    private static List<String> servers(Map<String, Object> all, ConfigDef settings) {
        if (!(settings.parse(all).get(SERVERS) instanceof List<?> servers)) return List.of();
        return servers.stream().map(String::valueOf).toList();
    }
}
