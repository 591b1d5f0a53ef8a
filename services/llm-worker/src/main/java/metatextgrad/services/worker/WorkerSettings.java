package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import metatextgrad.model.Event;
import metatextgrad.model.Prices;
import metatextgrad.streams.KafkaProperties;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * How a worker is set up.
 *
 * @param bootstrapServers where the broker is
 * @param prefix of all topic names
 * @param instance names this process among its like, for ever: group member and transactional id
 *     come from it, so that a restart takes over at once and a second process of that name is
 *     fenced; null joins as a dynamic member, with a random transactional id
 * @param events how requests, answers and ledger rows stand on topics: {@code WorkerSerde}
 * @param cap calls in flight at most
 * @param projectCap calls in flight of one project at most
 * @param patience how long the calls of partitions that move to another worker are waited for
 * @param rates what the model's server allows
 * @param allowRepay whether to go on without the ledger rows of asks that were answered
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
        Duration patience,
        RateLimits rates,
        boolean allowRepay,
        Prices prices,
        Map<String, String> clients) {
    public static final int CAP = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public WorkerSettings {
        requireNonNull(bootstrapServers, "bootstrapServers is null");
        requireNonNull(prefix, "prefix is null");
        requireNonNull(events, "events is null");
        requireNonNull(patience, "patience is null");
        requireNonNull(rates, "rates is null");
        if (cap < 1) throw new IllegalArgumentException("cap is below 1: " + cap);
        if (projectCap < 1)
            throw new IllegalArgumentException("projectCap is below 1: " + projectCap);
        requireNonNull(prices, "prices is null");
        clients = Map.copyOf(clients);
        for (String property : clients.keySet()) {
            if (KafkaProperties.isRefused(property))
                throw new IllegalArgumentException("the worker itself sets " + property);
        }
    }

    /**
     * With {@value #CAP} calls in flight, half a minute's patience, the guard on, no prices, and
     * nothing else about Kafka.
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
                PATIENCE,
                RateLimits.UNKNOWN,
                false,
                Prices.NONE,
                Map.of());
    }

    String group() {
        return prefix + "llm-worker";
    }

    Rates rates(WorkerMeters meters) {
        return new Rates(rates, System::nanoTime, meters);
    }

    Places places() {
        return new Places(cap, projectCap);
    }
}
