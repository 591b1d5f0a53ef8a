package metatextgrad.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TextualLoss;

/** Counts the events of services. Ids are never tags. Thread-safe. */
public final class LoopMeters {
    private final MeterRegistry registry;
    private final Map<String, AtomicReference<Double>> gauges = new ConcurrentHashMap<>();

    public LoopMeters(MeterRegistry registry) {
        this.registry = registry;
        startAtZero();
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** Counts an event. Called once per event that a service writes. */
    public void emitted(Event event) {
        switch (event) {
            case CandidateOutput output ->
                    count(LoopMetrics.OUTPUTS, Tags.of("outcome", lower(output.end())));
            case TextualLoss loss -> scored(loss.score());
            case GradientComputed item ->
                    count(LoopMetrics.SKIPPED_BACKWARD, Tags.empty(), item.skipped());
            case OptimizerState step ->
                    count(LoopMetrics.PROPOSALS, Tags.of("outcome", lower(step.decision())));
            case OptimizerVersion version ->
                    count(
                            LoopMetrics.OPTIMIZER_VERSIONS,
                            Tags.of("outcome", lower(version.verdict())));
            case ScoreAggregated report -> reported(report);
            case RunState run -> count(LoopMetrics.RUNS, Tags.of("status", lower(run.status())));
            case PromptsServed table -> count(LoopMetrics.SERVED, Tags.of("stage", stage(table)));
            case DeadLetter letter ->
                    count(
                            LoopMetrics.DEAD_LETTERS,
                            Tags.of("topic", letter.topic(), "reason", letter.reason()));
            default -> {}
        }
    }

    /** Counts an ignored event. Called once per event that a service ignores. */
    public void ignored(IgnoreReason reason) {
        count(
                switch (reason) {
                    case STALE -> LoopMetrics.STALE;
                    case LATE -> LoopMetrics.LATE;
                    case DUPLICATE -> LoopMetrics.DUPLICATES;
                },
                Tags.empty());
    }

    /** A counter that only appears with its first event hides that event from every rate. */
    private void startAtZero() {
        zero(LoopMetrics.OUTPUTS, "outcome", CandidateOutput.End.values());
        zero(LoopMetrics.PROPOSALS, "outcome", OptimizerState.Decided.values());
        zero(LoopMetrics.OPTIMIZER_VERSIONS, "outcome", OptimizerVersion.Verdict.values());
        zero(LoopMetrics.TRIALS, "status", ScoreAggregated.Status.values());
        zero(LoopMetrics.RUNS, "status", RunState.Status.values());
        for (String stage : List.of("alone", "canary", "holdback"))
            count(LoopMetrics.SERVED, Tags.of("stage", stage), 0);
        for (LoopMetrics metric :
                List.of(
                        LoopMetrics.UNPARSEABLE,
                        LoopMetrics.INFRASTRUCTURE,
                        LoopMetrics.SKIPPED_BACKWARD,
                        LoopMetrics.STALE,
                        LoopMetrics.LATE,
                        LoopMetrics.DUPLICATES)) {
            count(metric, Tags.empty(), 0);
        }
    }

    private void zero(LoopMetrics metric, String tag, Enum<?>[] values) {
        for (Enum<?> value : values) count(metric, Tags.of(tag, lower(value)), 0);
    }

    private void scored(Score score) {
        switch (score.outcome()) {
            case CORRECT, WRONG -> {}
            case UNPARSEABLE -> count(LoopMetrics.UNPARSEABLE, Tags.empty());
            case INFRASTRUCTURE -> count(LoopMetrics.INFRASTRUCTURE, Tags.empty());
        }
    }

    private void reported(ScoreAggregated report) {
        Tags tags =
                Tags.of(
                        "project",
                        report.stepRef().project().value(),
                        "split",
                        lower(report.split()));
        if (report.scope() == ScoreAggregated.Scope.TRIAL)
            count(LoopMetrics.TRIALS, Tags.of("status", lower(report.status())));
        if (report.status() != ScoreAggregated.Status.OK || report.stats().items() == 0) return;
        ScoreStats stats = report.stats();
        set(LoopMetrics.SCORE, tags, stats.mean());
        set(LoopMetrics.SCORE_LOW, tags, stats.low());
        set(LoopMetrics.SCORE_HIGH, tags, stats.high());
    }

    private void set(LoopMetrics metric, Tags tags, double value) {
        gauges.computeIfAbsent(
                        metric + tags.toString(),
                        key -> {
                            AtomicReference<Double> held = new AtomicReference<>(value);
                            Gauge.builder(metric.meter(), held, AtomicReference::get)
                                    .description(metric.sentence())
                                    .tags(tags)
                                    .register(registry);
                            return held;
                        })
                .set(value);
    }

    private void count(LoopMetrics metric, Tags tags) {
        count(metric, tags, 1);
    }

    private void count(LoopMetrics metric, Tags tags, double amount) {
        Counter.builder(metric.meter())
                .description(metric.sentence())
                .tags(tags)
                .register(registry)
                .increment(amount);
    }

    private static String stage(PromptsServed table) {
        return switch (table.serving()) {
            case Serving.Alone alone -> "alone";
            case Serving.Canary canary -> "canary";
            case Serving.Holdback held -> "holdback";
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
