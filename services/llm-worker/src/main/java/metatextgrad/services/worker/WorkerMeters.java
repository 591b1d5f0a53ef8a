package metatextgrad.services.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Billing;
import metatextgrad.llm.Reply;
import metatextgrad.model.Text;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.project.Prices;
import metatextgrad.ops.GaugeValues;
import metatextgrad.ops.Metrics;
import metatextgrad.services.worker.rates.Throttle;
import metatextgrad.services.worker.scheduler.SchedulerEffect;
import metatextgrad.services.worker.scheduler.SchedulerEffect.BudgetUse;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Charged;
import metatextgrad.services.worker.scheduler.SchedulerEffect.CircuitsChanged;
import metatextgrad.services.worker.scheduler.SchedulerEffect.LeftInDoubt;
import metatextgrad.services.worker.scheduler.SchedulerEffect.Measured;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ModelChanged;
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
    private final AtomicInteger openCircuits = new AtomicInteger();
    private final GaugeValues gauges;

    /** Of all budgets; replaced as a whole. */
    private final GaugeValues budgets;

    public WorkerMeters(MeterRegistry registry) {
        this.registry = registry;
        gauges = new GaugeValues(registry);
        budgets = new GaugeValues(registry);
        Metrics.IN_FLIGHT.gauge(registry, Tags.empty(), inFlight::get);
        Metrics.CIRCUITS_OPEN.gauge(registry, Tags.empty(), openCircuits::get);
        gauges.set(Metrics.REQUESTS_BLOCKED, Tags.empty(), 0);
        gauges.set(Metrics.REQUEST_OLDEST, Tags.empty(), 0);
        gauges.set(Metrics.LEDGER_BYTES, Tags.empty(), 0);
        counter(Metrics.CALLS_REPEATED, Tags.empty());
        counter(Metrics.IN_DOUBT, Tags.empty());
        counter(Metrics.CACHE_HITS, Tags.empty());
    }

    /**
     * Counts an attempt that is sent.
     *
     * @param repeats whether an earlier attempt of the call may have been billed
     */
    public void started(boolean repeats) {
        inFlight.incrementAndGet();
        if (!repeats) return;
        counter(Metrics.CALLS_REPEATED, Tags.empty()).increment();
        counter(Metrics.IN_DOUBT, Tags.empty()).increment();
    }

    public void finished(LlmRequest request, Reply reply, Duration took) {
        inFlight.decrementAndGet();
        Tags tags = role(request).and("outcome", outcome(reply));
        timer(Metrics.CALLS, tags).record(took);
        timer(Metrics.MODEL_CALLS, Tags.of("model", request.model().name())).record(took);
        if (!(reply instanceof Reply.Served served)) return;
        String source = served.usage().estimated() ? "estimate" : "server";
        count(request, "input", source, served.usage().inputTokens());
        count(request, "output", source, served.usage().outputTokens());
    }

    /** Counts a record that is no request. */
    public void record(DeadLetter letter) {
        Tags tags = Tags.of("topic", letter.topic(), "reason", letter.reason());
        counter(Metrics.DEAD_LETTERS, tags).increment();
    }

    /** Counts parameters that a server refused. */
    void refused(List<String> parameters) {
        for (String parameter : parameters)
            counter(Metrics.PARAMETERS_REFUSED, Tags.of("parameter", parameter)).increment();
    }

    public void record(Measured effect) {
        switch (effect) {
            case SchedulerEffect.Answered answered -> answered(answered.answer());
            case Charged charged ->
                    counter(Metrics.COST, role(charged.request()))
                            .increment(charged.micros() / MICROS);
            case LeftInDoubt inDoubt -> counter(Metrics.IN_DOUBT, Tags.empty()).increment();
            case BudgetUse use -> {
                gauges.set(Metrics.REQUESTS_BLOCKED, Tags.empty(), use.parked());
                gauges.set(Metrics.REQUEST_OLDEST, Tags.empty(), use.oldest().toMillis() / 1e3);
                gauges.set(Metrics.LEDGER_BYTES, Tags.empty(), (double) use.ledger());
                budgets.setAll(BudgetGauges.of(use));
            }
            case RateChanged rate -> {
                rate(rate.model(), "requests", rate.requests());
                rate(rate.model(), "tokens", rate.tokens());
            }
            case ModelChanged changed -> {
                Tags model = Tags.of("model", changed.model());
                double blocked = changed.status().blocked() ? 1 : 0;
                gauges.set(Metrics.MODEL_BLOCKED, model, blocked);
                Throttle throttle = changed.throttle();
                gauges.set(Metrics.THROTTLED, model.and("type", "requests"), throttle.calls());
                gauges.set(Metrics.THROTTLED, model.and("type", "tokens"), throttle.tokens());
            }
            case CircuitsChanged changed -> openCircuits.addAndGet(changed.more());
        }
    }

    private Timer timer(Metrics metric, Tags tags) {
        return Timer.builder(metric.meter())
                .description(metric.sentence())
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** Shows the age of the price table; a table without models has none. */
    void prices(Prices prices, InstantSource clock) {
        if (prices.models().isEmpty()) return;
        Instant asOf = prices.asOf().atStartOfDay(ZoneOffset.UTC).toInstant();
        Metrics.PRICES_AGE.gauge(
                registry, Tags.empty(), () -> Duration.between(asOf, clock.instant()).toSeconds());
    }

    private void rate(String model, String type, double perMinute) {
        Tags tags = Tags.of("model", model, "type", type);
        if (Double.isInfinite(perMinute)) gauges.remove(Metrics.RATE_LIMIT, tags);
        else gauges.set(Metrics.RATE_LIMIT, tags, Math.rint(perMinute));
    }

    private void answered(LlmResponse answer) {
        Tags tags =
                Tags.of("role", Text.lower(answer.role()), "outcome", Text.lower(answer.outcome()));
        counter(Metrics.REQUESTS, tags).increment();
        if (isCacheHit(answer)) counter(Metrics.CACHE_HITS, Tags.empty()).increment();
    }

    /** Returns whether it is a copy of a recorded reply. A fork also copies unusable ones. */
    private static boolean isCacheHit(LlmResponse answer) {
        return switch (answer.outcome()) {
            case OK, INVALID -> answer.billing() == Billing.NONE;
            case FAILED, TIMEOUT, BUDGET, CANCELLED, EXPIRED -> false;
        };
    }

    private void count(LlmRequest request, String type, String source, long tokens) {
        Tags tags = role(request).and("type", type, "source", source);
        counter(Metrics.TOKENS, tags).increment((double) tokens);
    }

    private static Tags role(LlmRequest request) {
        return Tags.of("role", Text.lower(request.role()));
    }

    private Counter counter(Metrics metric, Tags tags) {
        return metric.counter(registry, tags);
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
}
