package metatextgrad.services.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.ops.LoopMetrics;
import metatextgrad.services.worker.scheduler.SchedulerEffect;
import metatextgrad.services.worker.scheduler.SchedulerEffect.BudgetUse;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Charged;
import metatextgrad.services.worker.scheduler.SchedulerEffect.CircuitsChanged;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LeftInDoubt;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Measured;
import metatextgrad.services.worker.scheduler.SchedulerEffect.RateChanged;

/** Counts calls and requests of all workers of a process. Ids are never tags. Thread-safe. */
public final class WorkerMeters {
    private static final double MICROS = 1e6;
    private static final Duration[] BUCKETS =
            Stream.of(100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();
    private final AtomicReference<Double> fullest = new AtomicReference<>(0.0);
    private final AtomicInteger openCircuits = new AtomicInteger();
    private final Map<Tags, AtomicLong> rates = new ConcurrentHashMap<>();

    public WorkerMeters(MeterRegistry registry) {
        this.registry = registry;
        gauge(LoopMetrics.IN_FLIGHT, Tags.empty(), inFlight::get);
        gauge(LoopMetrics.REQUESTS_BLOCKED, Tags.empty(), parked::get);
        gauge(LoopMetrics.BUDGET_USED, Tags.empty(), fullest::get);
        gauge(LoopMetrics.CIRCUITS_OPEN, Tags.empty(), openCircuits::get);
        counter(LoopMetrics.CALLS_REPEATED, Tags.empty());
        counter(LoopMetrics.IN_DOUBT, Tags.empty());
        counter(LoopMetrics.CACHE_HITS, Tags.empty());
    }

    /**
     * Counts an attempt that is sent.
     *
     * @param repeats whether an earlier attempt of the call may have been billed
     */
    public void started(boolean repeats) {
        inFlight.incrementAndGet();
        if (!repeats) return;
        counter(LoopMetrics.CALLS_REPEATED, Tags.empty()).increment();
        counter(LoopMetrics.IN_DOUBT, Tags.empty()).increment();
    }

    public void finished(LlmRequest request, Reply reply, Duration took) {
        inFlight.decrementAndGet();
        Tags tags = role(request).and("outcome", outcome(reply));
        Timer.builder(LoopMetrics.CALLS.meter())
                .description(LoopMetrics.CALLS.sentence())
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(took);
        if (!(reply instanceof Reply.Served served)) return;
        count(request, "input", served.usage().inputTokens());
        count(request, "output", served.usage().outputTokens());
    }

    public void record(Measured effect) {
        switch (effect) {
            case SchedulerEffect.Answered answered -> answered(answered.answer());
            case Charged charged ->
                    counter(LoopMetrics.COST, role(charged.request()))
                            .increment(charged.micros() / MICROS);
            case LeftInDoubt inDoubt -> counter(LoopMetrics.IN_DOUBT, Tags.empty()).increment();
            case BudgetUse use -> {
                fullest.set(use.used());
                parked.set(use.parked());
            }
            case RateChanged rate -> {
                rate(rate.model(), "requests", rate.requests());
                rate(rate.model(), "tokens", rate.tokens());
            }
            case CircuitsChanged changed -> openCircuits.addAndGet(changed.more());
        }
    }

    private void rate(String model, String type, double perMinute) {
        if (Double.isInfinite(perMinute)) return;
        Tags tags = Tags.of("model", model, "type", type);
        rates.computeIfAbsent(tags, this::rate).set(Math.round(perMinute));
    }

    private AtomicLong rate(Tags tags) {
        AtomicLong rate = new AtomicLong();
        gauge(LoopMetrics.RATE_LIMIT, tags, rate::get);
        return rate;
    }

    private void answered(LlmResponse answer) {
        Tags tags = Tags.of("role", lower(answer.role()), "outcome", lower(answer.outcome()));
        counter(LoopMetrics.REQUESTS, tags).increment();
        boolean reused = !answer.billed() && !answer.text().isEmpty();
        if (reused) counter(LoopMetrics.CACHE_HITS, Tags.empty()).increment();
    }

    private void count(LlmRequest request, String type, long tokens) {
        Tags tags = role(request).and("type", type);
        counter(LoopMetrics.TOKENS, tags).increment((double) tokens);
    }

    private static Tags role(LlmRequest request) {
        return Tags.of("role", lower(request.role()));
    }

    private void gauge(LoopMetrics metric, Tags tags, Supplier<Number> value) {
        Gauge.builder(metric.meter(), value)
                .description(metric.sentence())
                .tags(tags)
                .register(registry);
    }

    private Counter counter(LoopMetrics metric, Tags tags) {
        return Counter.builder(metric.meter())
                .description(metric.sentence())
                .tags(tags)
                .register(registry);
    }

    private static String outcome(Reply reply) {
        return switch (reply) {
            case Reply.Answered ok -> "ok";
            case Reply.Unusable unusable -> "invalid";
            case Reply.TryAgain again -> "retry";
            case Reply.RateLimited full -> "limited";
            case Reply.TimedOut late -> "timeout";
            case Reply.Refused refused -> "refused";
            case Reply.Blocked blocked -> "unavailable";
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
