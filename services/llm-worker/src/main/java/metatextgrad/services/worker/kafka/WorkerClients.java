package metatextgrad.services.worker.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The worker's Kafka clients and their settings (RELIABILITY §14). */
public class WorkerClients {
    private static final int LARGEST_RECORD = 2 << 20;
    private static final int FETCH = 8 << 20;

    /** The default of Kafka clients. */
    private static final Duration POLLS = Duration.ofMinutes(5);

    private final WorkerSettings settings;
    private final String transactionalId;

    public WorkerClients(WorkerSettings settings) {
        this.settings = settings;
        String instance = settings.cluster().instance();
        transactionalId =
                settings.group() + "-" + (instance == null ? UUID.randomUUID() : instance);
    }

    /** Creates the consumer of requests, a member of the group. */
    public Consumer<byte[], byte[]> requests() {
        Map<String, Object> config = reading("read_committed");
        if (settings.cluster().instance() != null)
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.cluster().instance());
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        // A poll may wait this long for the calls of revoked partitions.
        config.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(settings.endpoint().drain().plus(POLLS).toMillis()));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.endpoint().maxInFlight());
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, LARGEST_RECORD);
        return consumer(config);
    }

    /** Creates a consumer for single records of logs, outside the group. */
    public Consumer<byte[], byte[]> reader() {
        Map<String, Object> config = reading("read_committed");
        // After reaching the end of a partition the broker delays the fetch (fetch.max.wait, 500 ms
        // by default).
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return consumer(config);
    }

    /** Creates the consumer of the control topics, outside the group. */
    public Consumer<byte[], byte[]> listener() {
        return consumer(reading("read_committed"));
    }

    /** Creates a client for high watermarks alone: no other may read past open transactions. */
    public Consumer<byte[], byte[]> watermarks() {
        return consumer(reading("read_uncommitted"));
    }

    /** Creates a producer, which fences the previous one. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = common();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5_000);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        // Offset commits are rejected while the markers of the previous transaction are missing and
        // retried after 100 ms by default.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        config.putAll(settings.cluster().kafka());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        config.putAll(settings.cluster().kafka());
        return new KafkaConsumer<>(
                config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> reading(String isolation) {
        Map<String, Object> config = common();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    private Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.cluster().bootstrapServers());
        config.put("enable.metrics.push", false);
        return config;
    }
}
