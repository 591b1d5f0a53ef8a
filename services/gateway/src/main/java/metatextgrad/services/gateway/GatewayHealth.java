package metatextgrad.services.gateway;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import metatextgrad.ops.Health.Check;
import metatextgrad.ops.Health.State;
import metatextgrad.services.gateway.tables.KafkaAccess;
import metatextgrad.services.gateway.tables.ServingTables;

/**
 * Whether a gateway should get requests. Without tables it answers them without prompts, which is
 * right while Kafka is unavailable, and wrong while Kafka refuses the gateway: no time ends that.
 * Thread-safe.
 */
final class GatewayHealth {
    /** The first read of the tables takes a second; without Kafka it never ends. */
    private static final Duration FIRST_READ = Duration.ofSeconds(10);

    private final ServingTables tables;
    private final BooleanSupplier following;
    private final KafkaAccess access;
    private final LongSupplier nanos;
    private final long latest;
    private volatile boolean read;
    private volatile boolean closing;

    /**
     * @param following whether all was read, and what follows is read
     * @param nanos a clock that never goes back
     */
    GatewayHealth(
            ServingTables tables,
            BooleanSupplier following,
            KafkaAccess access,
            LongSupplier nanos) {
        this.tables = tables;
        this.following = following;
        this.access = access;
        this.nanos = nanos;
        latest = nanos.getAsLong() + FIRST_READ.toNanos();
    }

    /** From now on it is not ready. */
    void close() {
        closing = true;
    }

    Check check() {
        if (closing) return new Check(Gateway.NAME, State.UNREADY, "shutting down");
        boolean now = following.getAsBoolean();
        int projects = tables.projects().size();
        read = read || now || projects > 0;
        if (now)
            return new Check(Gateway.NAME, State.READY, "serves %d projects".formatted(projects));
        Optional<String> refusal = access.refusal();
        if (read)
            return new Check(
                    Gateway.NAME,
                    State.READY,
                    "serves %d projects by the last tables: %s"
                            .formatted(
                                    projects,
                                    refusal.orElse("Kafka or the registry is unavailable")));
        return refusal.map(
                        reason ->
                                new Check(
                                        Gateway.NAME,
                                        State.UNREADY,
                                        "has no tables to serve by: " + reason))
                .orElseGet(this::withoutKafka);
    }

    private Check withoutKafka() {
        State state = nanos.getAsLong() - latest >= 0 ? State.READY : State.STARTING;
        return new Check(
                Gateway.NAME,
                state,
                "serves 0 projects by the last tables: Kafka or the registry is unavailable");
    }
}
