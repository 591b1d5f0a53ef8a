package metatextgrad.services.worker.kafka;

import metatextgrad.config.KafkaProperties;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a worker. With an instance name, a restarted worker resumes at once, and an older
 * worker of the same name is fenced. Without one, the worker joins as a dynamic member, with a
 * random transactional id.
 *
 * @param cluster brokers, topics, and properties of every Kafka client, which override the worker's
 * @param endpoint limits and prices of the model server; on a rebalance, the worker waits for calls
 *     of revoked partitions for at most {@link ModelEndpoint#drain()}
 * @param events the serde of requests, answers and ledger rows: {@code WorkerSerde}
 * @param tracing makes the spans of requests and model calls
 */
public record WorkerSettings(
        Settings cluster, ModelEndpoint endpoint, Serde<Event> events, Tracing tracing) {
    /** The name of the service. */
    public static final String NAME = "llm-worker";

    public WorkerSettings {
        for (String property : cluster.kafka().keySet()) {
            if (KafkaProperties.isRefused(property))
                throw new IllegalArgumentException("the worker itself sets " + property);
        }
    }

    /** A worker without spans. */
    public WorkerSettings(Settings cluster, ModelEndpoint endpoint, Serde<Event> events) {
        this(cluster, endpoint, events, Tracing.OFF);
    }

    /** Returns the limits of the model server, which all workers share. */
    public RateLimits rates() {
        return new RateLimits(
                endpoint.requestsPerMinute(), endpoint.tokensPerMinute(), cluster.partitions());
    }

    /** Returns the event of a record; null if this release cannot read it. */
    @Nullable Event read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return events.deserializer().deserialize(record.topic(), record.value());
        } catch (MalformedRecord foreign) {
            return null;
        }
    }

    /** Returns the name of its consumer group. */
    public String group() {
        return cluster.prefix() + NAME;
    }
}
