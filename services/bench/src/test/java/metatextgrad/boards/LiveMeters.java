package metatextgrad.boards;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.model.Text;
import metatextgrad.model.event.RunState;
import metatextgrad.ops.BinderMetrics;
import metatextgrad.ops.GaugeValues;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.ProcessMeters;

/** Meters of a running loop: those of the services, of the worker and of the process. */
final class LiveMeters implements AutoCloseable {
    private static final Tags PROJECT = Tags.of("project", "words");
    private static final Tags MODEL = Tags.of("model", "small");
    private static final int RATE = 600;

    private final ProcessMeters process = new ProcessMeters("test");
    private final PrometheusMeterRegistry registry = process.registry();
    private final LoopMeters meters = new LoopMeters(registry);
    private final GaugeValues gauges = new GaugeValues(registry);

    LiveMeters() {
        projectGauges();
        workerGauges();
        kafkaGauges();
        counter(Metrics.CACHE_HITS, Tags.empty());
        counter(Metrics.CALLS_REPEATED, Tags.empty());
        counter(Metrics.IN_DOUBT, Tags.empty());
        counter(Metrics.GATEWAY_STALE, Tags.empty());
        counter(Metrics.GATEWAY_REFUSED, Tags.empty());
        counter(Metrics.GATEWAY_OVERLOADED, Tags.empty());
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        process.close();
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
        counter(Metrics.PARAMETERS_REFUSED, Tags.of("parameter", "seed")).increment();
        counter(Metrics.SERVED_CHANGES, PROJECT.and("change", "promoted")).increment();
        called(Metrics.CALLS, tags);
        called(Metrics.CALLS, Tags.of("role", "program", "outcome", "limited"));
        called(Metrics.CALLS, Tags.of("role", "program", "outcome", "refused"));
        called(Metrics.MODEL_CALLS, MODEL);
        counter(Metrics.GATEWAY_REQUESTS, PROJECT.and("served", "program")).increment();
        counter(Metrics.GATEWAY_SAMPLES, Tags.of("outcome", "written")).increment();
        called(Metrics.GATEWAY_CALLS, Tags.of("outcome", "ok"));
    }

    private void projectGauges() {
        Tags val = PROJECT.and("split", "val");
        gauges.set(Metrics.READY, Tags.empty(), 1);
        gauges.set(Metrics.BEST_SCORE, val, LiveEvents.SCORE);
        gauges.set(Metrics.BEST_SCORE_LOW, val, .4);
        gauges.set(Metrics.BEST_SCORE_HIGH, val, .89);
        gauges.set(Metrics.SEED_SCORE, val, .4);
        gauges.set(
                Metrics.RUNS_OPEN, PROJECT.and("status", Text.lower(RunState.Status.RUNNING)), 2);
        gauges.set(Metrics.RUNS_OLDEST, PROJECT, 300);
        gauges.set(Metrics.WINDOW_TASKS, PROJECT, 40);
        gauges.set(Metrics.WINDOW_SIZE, PROJECT, 200);
        gauges.set(Metrics.POOL_TASKS, PROJECT, 900);
        gauges.set(Metrics.SUSPICIOUS, PROJECT, 3);
        gauges.set(Metrics.CONTEST_TASKS, PROJECT, 120);
        gauges.set(Metrics.CONTEST_EVIDENCE, PROJECT, 4);
        gauges.set(Metrics.CONTEST_NEEDED, PROJECT, 20);
        gauges.set(Metrics.CONTEST_GAIN, PROJECT, .1);
        gauges.set(Metrics.CONTEST_STAGE, PROJECT.and("stage", "open"), 1);
        gauges.set(Metrics.CONTEST_IDLE, PROJECT, 60);
        gauges.set(Metrics.DRIFT_DROP, PROJECT, .25);
        gauges.set(Metrics.DRIFT_AGE, PROJECT, Duration.ofHours(1).toSeconds());
        gauges.set(Metrics.MIX_DISTANCE, PROJECT.and("feature", "length"), .05);
        gauges.set(Metrics.MIX_LIMIT, PROJECT.and("feature", "length"), .1);
        gauges.set(Metrics.MIX_AGE, PROJECT, Duration.ofHours(1).toSeconds());
        gauges.set(Metrics.STEP_SCORE, PROJECT, .6);
        gauges.set(Metrics.STEPS_DONE, PROJECT, 12);
        gauges.set(Metrics.OPTIMIZERS, PROJECT.and("verdict", "base"), 1);
        gauges.set(Metrics.OPTIMIZERS, PROJECT.and("verdict", "adopted"), 3);
        gauges.set(Metrics.OPTIMIZER_GAIN, PROJECT.and("verdict", "adopted"), .2);
        gauges.set(Metrics.OPTIMIZER_GAIN, PROJECT.and("verdict", "rejected"), -.1);
        gauges.set(Metrics.SERVED_SHARE, PROJECT.and("role", "champion"), .8);
        gauges.set(Metrics.SERVED_SHARE, PROJECT.and("role", "challenger"), .2);
    }

    private void workerGauges() {
        gauges.set(Metrics.IN_FLIGHT, Tags.empty(), 3);
        gauges.set(Metrics.LEDGER_BYTES, Tags.empty(), 3_072);
        gauges.set(Metrics.RATE_LIMIT, MODEL.and("type", "requests"), RATE);
        gauges.set(Metrics.THROTTLED, MODEL.and("type", "requests"), RATE / 60.0);
        gauges.set(Metrics.MODEL_BLOCKED, MODEL, 0);
        gauges.set(Metrics.CIRCUITS_OPEN, Tags.empty(), 0);
        gauges.set(Metrics.BUDGET_USED, PROJECT, .5);
        gauges.set(Metrics.REQUESTS_BLOCKED, Tags.empty(), 3);
        gauges.set(Metrics.REQUEST_OLDEST, Tags.empty(), 2);
        gauges.set(Metrics.PRICES_AGE, Tags.empty(), Duration.ofDays(1).toSeconds());
        gauges.set(Metrics.GATEWAY_WAITING, Tags.empty(), 3);
        gauges.set(Metrics.GATEWAY_TABLES, Tags.empty(), 1);
        gauges.set(Metrics.GATEWAY_FOLLOWING, Tags.empty(), 1);
        gauges.set(Metrics.DAY_SPENT, PROJECT.and("unit", "usd"), 1.5);
        gauges.set(Metrics.DAY_SPENT, PROJECT.and("unit", "calls"), 40);
        gauges.set(Metrics.DAY_LIMIT, PROJECT.and("unit", "usd"), 5);
    }

    private void kafkaGauges() {
        Tags topic = Tags.of("topic", "mtg.scores");
        kafka(BinderMetrics.LAG, topic.and("partition", "0"), 7);
        kafka(BinderMetrics.CONSUMED, topic, 4);
        kafka(BinderMetrics.SENT, Tags.empty(), 8);
        kafka(BinderMetrics.SEND_ERRORS, Tags.empty(), 0);
        kafka(BinderMetrics.THREADS_ALIVE, Tags.empty(), 1);
        kafka(BinderMetrics.THREADS_FAILED, Tags.empty(), 0);
        kafka(BinderMetrics.PROCESSED, Tags.empty(), 5);
        kafka(BinderMetrics.PROCESS_LATENCY, Tags.empty(), 6);
        kafka(BinderMetrics.COMMIT_LATENCY, Tags.empty(), 7);
        kafka(BinderMetrics.PROCESS_RATIO, Tags.empty(), .3);
        kafka(BinderMetrics.REBALANCES, Tags.empty(), 9);
    }

    private void kafka(BinderMetrics metric, Tags tags, double value) {
        Gauge.builder(metric.meter(), () -> value).tags(tags).register(registry);
    }

    private void called(Metrics metric, Tags tags) {
        Timer.builder(metric.meter())
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.ofMillis(200));
    }

    private Counter counter(Metrics metric, Tags tags) {
        return Counter.builder(metric.meter()).tags(tags).register(registry);
    }
}
