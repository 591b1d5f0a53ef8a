package metatextgrad.services.gateway.tables;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Settings of consumers that read committed records from the beginning, without a group. */
public final class TopicConsumers {
    private TopicConsumers() {}

    /**
     * Returns settings of a consumer of bytes; the caller may change them.
     *
     * @param id under which the brokers know it
     * @param client settings of Kafka's clients
     */
    public static Map<String, Object> settings(String id, Map<String, Object> client) {
        Map<String, Object> all = new HashMap<>(client);
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, id);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return all;
    }
}
