package metatextgrad.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.model.Score;
import metatextgrad.model.Text;
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
                    count(Metrics.OUTPUTS, Tags.of("outcome", Text.lower(output.end())));
            case TextualLoss loss -> scored(loss.score());
            case GradientComputed item ->
                    count(Metrics.SKIPPED_BACKWARD, Tags.empty(), item.skipped());
            case OptimizerState step ->
                    count(Metrics.PROPOSALS, Tags.of("outcome", Text.lower(step.decision())));
            case OptimizerVersion version ->
                    count(Metrics.ROUNDS, Tags.of("outcome", Text.lower(version.verdict())));
            case ScoreAggregated report -> reported(report);
            case RunState run -> count(Metrics.RUNS, Tags.of("status", Text.lower(run.status())));
            case PromptsServed table -> count(Metrics.SERVED, Tags.of("stage", stage(table)));
            case DeadLetter letter ->
                    count(
                            Metrics.DEAD_LETTERS,
                            Tags.of("topic", letter.topic(), "reason", letter.reason()));
            default -> {}
        }
    }

    /** Counts an ignored event. Called once per event that a service ignores. */
    public void ignored(IgnoreReason reason) {
        count(
                switch (reason) {
                    case STALE -> Metrics.STALE;
                    case LATE -> Metrics.LATE;
                    case DUPLICATE -> Metrics.DUPLICATES;
                },
                Tags.empty());
    }

    /** Counts a received task whose project is not defined. */
    public void unknownProject() {
        count(Metrics.UNKNOWN_PROJECT, Tags.empty());
    }

    /** Starts each counter at zero, because a rate misses the first event of a new counter. */
    private void startAtZero() {
        zero(Metrics.OUTPUTS, "outcome", CandidateOutput.End.values());
        zero(Metrics.PROPOSALS, "outcome", OptimizerState.Decided.values());
        zero(Metrics.ROUNDS, "outcome", OptimizerVersion.Verdict.values());
        zero(Metrics.TRIALS, "status", ScoreAggregated.Status.values());
        zero(Metrics.RUNS, "status", RunState.Status.values());
        for (String stage : List.of("alone", "canary", "holdback"))
            count(Metrics.SERVED, Tags.of("stage", stage), 0);
        for (Metrics metric :
                List.of(
                        Metrics.UNPARSEABLE,
                        Metrics.INFRASTRUCTURE,
                        Metrics.SKIPPED_BACKWARD,
                        Metrics.STALE,
                        Metrics.LATE,
                        Metrics.DUPLICATES,
                        Metrics.UNKNOWN_PROJECT)) {
            count(metric, Tags.empty(), 0);
        }
    }

    private void zero(Metrics metric, String tag, Enum<?>[] values) {
        for (Enum<?> value : values) count(metric, Tags.of(tag, Text.lower(value)), 0);
    }

    private void scored(Score score) {
        switch (score.outcome()) {
            case CORRECT, WRONG -> {}
            case UNPARSEABLE -> count(Metrics.UNPARSEABLE, Tags.empty());
            case INFRASTRUCTURE -> count(Metrics.INFRASTRUCTURE, Tags.empty());
        }
    }

    private void reported(ScoreAggregated report) {
        if (report.scope() == ScoreAggregated.Scope.TRIAL)
            count(Metrics.TRIALS, Tags.of("status", Text.lower(report.status())));
    }

    private void count(Metrics metric, Tags tags) {
        count(metric, tags, 1);
    }

    private void count(Metrics metric, Tags tags, double amount) {
        metric.counter(registry, tags).increment(amount);
    }

    private static String stage(PromptsServed table) {
        return switch (table.serving()) {
            case Serving.Alone alone -> "alone";
            case Serving.Canary canary -> "canary";
            case Serving.Holdback held -> "holdback";
        };
    }
}
