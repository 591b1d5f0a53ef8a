package metatextgrad.services.gateway.meters;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
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
        /** The server answered with a status of 400 or more. */
        REFUSED,
        /** There was no response, or none in time. */
        UNREACHABLE,
        /** The response ended before its end. */
        BROKEN,
        /** The client went away. */
        CANCELLED
    }

    /** What became of a sampled record. */
    public enum Sample {
        WRITTEN,
        DROPPED
    }

    public GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        for (Sample sample : Sample.values()) sampled(sample, 0);
    }

    /** Counts a chat completion. */
    public void served(String project, Served by) {
        Metrics.GATEWAY_REQUESTS
                .counter(registry, Tags.of("project", project, "served", Text.lower(by)))
                .increment();
    }

    /**
     * Counts a call of a model server.
     *
     * @param first time from its request to the head of the response
     */
    public void called(Outcome outcome, Duration first) {
        Timer.builder(Metrics.GATEWAY_CALLS.meter())
                .description(Metrics.GATEWAY_CALLS.sentence())
                .tags("outcome", Text.lower(outcome))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(first);
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
