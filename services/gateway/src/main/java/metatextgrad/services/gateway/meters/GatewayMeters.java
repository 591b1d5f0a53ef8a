package metatextgrad.services.gateway.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import metatextgrad.model.Text;
import metatextgrad.ops.Metrics;

/** Counts what the gateway serves. Thread-safe. */
public final class GatewayMeters {
    private static final Duration[] BUCKETS =
            Stream.of(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();
    private volatile BooleanSupplier following = () -> true;

    /** What answered a chat completion of a project. */
    public enum Served {
        /** The version that was chosen. */
        PROGRAM,
        /** The last good program of one call, because the chosen one could not. */
        FALLBACK,
        /** The model, with the client's own messages. */
        PASS_THROUGH
    }

    /** How a call of a model server ended. */
    public enum Outcome {
        OK,
        /** The server answered with a status from 400 to 499. */
        REFUSED,
        /** The server answered with a status of 500 or more. */
        FAILED,
        /** There was no response, or none in time. */
        UNREACHABLE,
        /** The response ended before its end. */
        BROKEN,
        /** The client went away. */
        CANCELLED;

        private static final int CLIENT_ERROR = 400;
        private static final int SERVER_ERROR = 500;

        /** Returns the outcome of a response that came to its end. */
        public static Outcome of(int status) {
            if (status < CLIENT_ERROR) return OK;
            return status < SERVER_ERROR ? REFUSED : FAILED;
        }
    }

    /** What became of a sampled record. */
    public enum Sample {
        WRITTEN,
        DROPPED
    }

    public GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Sample sample : Sample.values()) sampled(sample, 0);
        Metrics.GATEWAY_STALE.counter(registry, Tags.empty());
        Metrics.GATEWAY_REFUSED.counter(registry, Tags.empty());
        Metrics.GATEWAY_OVERLOADED.counter(registry, Tags.empty());
    }

    /**
     * Shows what the gateway serves by.
     *
     * @param tables how many serving tables it has
     * @param now whether it reads them; completions are counted as stale otherwise
     */
    public void tables(Supplier<Number> tables, BooleanSupplier now) {
        following = now;
        Metrics.GATEWAY_TABLES.gauge(registry, Tags.empty(), tables);
        Metrics.GATEWAY_FOLLOWING.gauge(registry, Tags.empty(), () -> now.getAsBoolean() ? 1 : 0);
    }

    /** Counts that Kafka refused the gateway. */
    public void refused() {
        Metrics.GATEWAY_REFUSED.counter(registry, Tags.empty()).increment();
    }

    /** Counts a request for which there was no heap. */
    public void overloaded() {
        Metrics.GATEWAY_OVERLOADED.counter(registry, Tags.empty()).increment();
    }

    /** Counts a chat completion. */
    public void served(String project, Served by) {
        Metrics.GATEWAY_REQUESTS
                .counter(registry, Tags.of("project", project, "served", Text.lower(by)))
                .increment();
        if (!following.getAsBoolean())
            Metrics.GATEWAY_STALE.counter(registry, Tags.empty()).increment();
    }

    /**
     * Counts a call of a model server.
     *
     * @param first time from its request to the head of the response
     */
    public void called(Outcome outcome, Duration first) {
        timers.computeIfAbsent(outcome, this::timer).record(first);
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder(Metrics.GATEWAY_CALLS.meter())
                .description(Metrics.GATEWAY_CALLS.sentence())
                .tags("outcome", Text.lower(outcome))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Counts sampled records. */
    public void sampled(Sample sample, int records) {
        Metrics.GATEWAY_SAMPLES
                .counter(registry, Tags.of("outcome", Text.lower(sample)))
                .increment(records);
    }

    /** Shows how many sampled records wait for Kafka. */
    public void waiting(Supplier<Number> records) {
        Metrics.GATEWAY_WAITING.gauge(registry, Tags.empty(), records);
    }
}
