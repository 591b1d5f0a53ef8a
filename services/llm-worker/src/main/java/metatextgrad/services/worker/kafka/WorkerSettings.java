package metatextgrad.services.worker.kafka;

import java.time.Duration;
import java.util.Map;
import metatextgrad.config.KafkaProperties;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.Prices;
import metatextgrad.services.worker.rates.RateLimits;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a worker.
 *
 * @param bootstrapServers the addresses of the broker
 * @param prefix of all topic names
 * @param instance the lasting name of this process: its group member and transactional id. A
 *     restart takes over at once, and a second process of that name is fenced. Null joins as a
 *     dynamic member, with a random transactional id.
 * @param events the serde of requests, answers and ledger rows: {@code WorkerSerde}
 * @param cap the most calls in flight
 * @param projectCap the most calls in flight of one project
 * @param timeout how long to wait for the calls of partitions that move to another worker
 * @param rates what the model's server allows
 * @param allowRepay whether to continue if ledger rows of answered requests are missing
 * @param prices what models cost
 * @param clients properties of every Kafka client, such as security; they win over the worker's own
 */
public record WorkerSettings(
        String bootstrapServers,
        String prefix,
        @Nullable String instance,
        Serde<Event> events,
        int cap,
        int projectCap,
        Duration timeout,
        RateLimits rates,
        boolean allowRepay,
        Prices prices,
        Map<String, String> clients) {
    /** The name of the service. */
    public static final String NAME = "llm-worker";

    public static final int CAP = 256;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    public WorkerSettings {
        if (cap < 1) throw new IllegalArgumentException("cap is below 1: " + cap);
        if (projectCap < 1)
            throw new IllegalArgumentException("projectCap is below 1: " + projectCap);
        clients = Map.copyOf(clients);
        for (String property : clients.keySet()) {
            if (KafkaProperties.isRefused(property))
                throw new IllegalArgumentException("the worker itself sets " + property);
        }
    }

    /**
     * With {@value #CAP} calls in flight, half a minute's patience, the guard on, no prices, and no
     * further Kafka properties.
     */
    public static WorkerSettings of(
            String bootstrapServers,
            String prefix,
            @Nullable String instance,
            Serde<Event> events) {
        return new WorkerSettings(
                bootstrapServers,
                prefix,
                instance,
                events,
                CAP,
                CAP,
                TIMEOUT,
                RateLimits.UNKNOWN,
                false,
                Prices.NONE,
                Map.of());
    }

    /** The event of a record; null if this release cannot read it. */
    @Nullable Event read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return events.deserializer().deserialize(record.topic(), record.value());
        } catch (MalformedRecord foreign) {
            return null;
        }
    }

    String group() {
        return prefix + NAME;
    }
}
