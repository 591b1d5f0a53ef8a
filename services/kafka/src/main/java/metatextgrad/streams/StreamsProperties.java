package metatextgrad.streams;

import java.util.Properties;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.ops.LoopMeters;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties of a stream processor (RELIABILITY §14). A comment at each line gives the reason.
 */
final class StreamsProperties {
    private static final String TWO_MEGABYTES = String.valueOf(2 * 1024 * 1024);

    private StreamsProperties() {}

    static Properties of(
            Service service, Settings settings, Serde<Event> events, LoopMeters meters) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.prefix() + service.name());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, service.commitMillis());
        // A commit that is due while the thread waits for records is delayed until the poll ends.
        properties.put(StreamsConfig.POLL_MS_CONFIG, service.commitMillis() / 4);
        properties.put(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, StreamClients.class);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.dataFolder().resolve("streams").toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.replication());
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocks.class);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, SenderTime.class);
        properties.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, 300_000);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        properties.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
        properties.put(DeadLetters.SERVICE, service.name());
        properties.put(DeadLetters.TOPIC, Topics.DEAD_LETTERS.in(settings));
        properties.put(DeadLetters.EVENTS, events);
        properties.put(DeadLetters.METERS, meters);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // The broker refuses offsets that arrive before the markers of the last transaction are
        // written. The client sends them again after this time; the default is 100 ms.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 20);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                TWO_MEGABYTES);
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), TWO_MEGABYTES);
        if (settings.instance() != null) {
            String member = settings.prefix() + service.name() + "-" + settings.instance();
            properties.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                    member);
        }
        // Where both are there, Kafka Streams takes the property of one client, which would be
        // ours.
        for (String name : settings.kafka().keySet()) {
            if (name.equals(ProducerConfig.MAX_REQUEST_SIZE_CONFIG))
                continue; // our records need it
            properties.remove(StreamsConfig.consumerPrefix(name));
            properties.remove(StreamsConfig.producerPrefix(name));
        }
        properties.putAll(settings.kafka());
        return properties;
    }
}
