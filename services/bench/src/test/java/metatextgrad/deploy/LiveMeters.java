package metatextgrad.deploy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.ops.GaugeValues;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.Metrics;

/** Meters of a running loop: those of the services and of the worker. */
final class LiveMeters {
    static final int IN_FLIGHT = 3;
    static final int RATE = 600;

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LoopMeters meters = new LoopMeters(registry);

    LiveMeters() {
        Gauge.builder(Metrics.IN_FLIGHT.meter(), () -> IN_FLIGHT).register(registry);
        Gauge.builder(Metrics.RATE_LIMIT.meter(), () -> RATE)
                .tags("model", "small", "type", "requests")
                .register(registry);
        Gauge.builder(Metrics.THROTTLED.meter(), () -> RATE / 60)
                .tags("model", "small", "type", "requests")
                .register(registry);
        Gauge.builder(Metrics.MODEL_BLOCKED.meter(), () -> 0)
                .tags("model", "small")
                .register(registry);
        Gauge.builder(Metrics.CIRCUITS_OPEN.meter(), () -> 0).register(registry);
        Gauge.builder(Metrics.BUDGET_USED.meter(), () -> 0.5).register(registry);
        Gauge.builder(Metrics.REQUESTS_BLOCKED.meter(), () -> 3).register(registry);
        GaugeValues gauges = new GaugeValues(registry);
        Tags score = Tags.of("project", "words", "split", "val");
        gauges.set(Metrics.BEST_SCORE, score, LiveEvents.SCORE);
        gauges.set(Metrics.BEST_SCORE_LOW, score, .4);
        gauges.set(Metrics.BEST_SCORE_HIGH, score, .89);
        counter(Metrics.CACHE_HITS, Tags.empty());
        counter(Metrics.CALLS_REPEATED, Tags.empty());
        counter(Metrics.IN_DOUBT, Tags.empty());
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Adds one event of each kind. */
    void more() {
        LiveEvents.all().forEach(meters::emitted);
        Arrays.stream(IgnoreReason.values()).forEach(meters::ignored);
        meters.unknownProject();
        Tags tags = Tags.of("role", "program", "outcome", "ok");
        counter(Metrics.REQUESTS, tags).increment();
        counter(Metrics.CACHE_HITS, Tags.empty()).increment();
        counter(Metrics.CALLS_REPEATED, Tags.empty()).increment();
        counter(Metrics.IN_DOUBT, Tags.empty()).increment();
        counter(Metrics.TOKENS, Tags.of("role", "program", "type", "input", "source", "server"))
                .increment(100);
        counter(Metrics.COST, Tags.of("role", "program")).increment(0.01);
        called(tags);
        called(Tags.of("role", "program", "outcome", "limited"));
        called(Tags.of("role", "program", "outcome", "refused"));
    }

    private void called(Tags tags) {
        Timer.builder(Metrics.CALLS.meter())
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.ofMillis(200));
    }

    private Counter counter(Metrics metric, Tags tags) {
        return Counter.builder(metric.meter()).tags(tags).register(registry);
    }
}
