package metatextgrad.ops;

import static metatextgrad.ops.Metrics.Kind.COUNTER;
import static metatextgrad.ops.Metrics.Kind.GAUGE;
import static metatextgrad.ops.Metrics.Kind.TIMER;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every meter of the product, with its description and its tags. Names are dotted; Prometheus shows
 * them with underscores and the suffix of their kind.
 */
public enum Metrics {
    SCORE(
            "mtg.score",
            GAUGE,
            "Mean score of the last evaluation, 0 to 1, by project and split.",
            "project split"),
    SCORE_LOW(
            "mtg.score.low",
            GAUGE,
            "Lower end of the 95 % interval of that score.",
            "project split"),
    SCORE_HIGH(
            "mtg.score.high",
            GAUGE,
            "Upper end of the 95 % interval of that score.",
            "project split"),
    OUTPUTS("mtg.outputs", COUNTER, "Program runs on one task, by outcome.", "outcome"),
    PROPOSALS(
            "mtg.proposals",
            COUNTER,
            "Steps of optimizers, by outcome of the proposal.",
            "outcome"),
    ROUNDS("mtg.rounds", COUNTER, "Optimizers that were tried, by verdict.", "outcome"),
    TRIALS("mtg.trials", COUNTER, "Trials and evaluations that ended, by status.", "status"),
    RUNS("mtg.runs", COUNTER, "Changes of runs, by status.", "status"),
    SERVED(
            "mtg.prompts.served",
            COUNTER,
            "New serving tables, by the version that serves beside the champion.",
            "stage"),
    UNPARSEABLE("mtg.unparseable", COUNTER, "Scored tasks without a readable answer."),
    INFRASTRUCTURE(
            "mtg.infrastructure.errors",
            COUNTER,
            "Tasks without a model answer. They are excluded from the score."),
    SKIPPED_BACKWARD(
            "mtg.backward.skipped",
            COUNTER,
            "Backward calls that were omitted because the answer was right."),
    STALE(
            "mtg.stale",
            COUNTER,
            "Events of an earlier step, a finished trial or a superseded candidate, dropped."),
    LATE("mtg.late", COUNTER, "Results that arrived after their barrier had closed without them."),
    DUPLICATES("mtg.duplicates", COUNTER, "Events that were known already."),
    DEAD_LETTERS(
            "mtg.dead.letters",
            COUNTER,
            "Records that no service could handle, by topic and reason.",
            "topic reason"),
    UNKNOWN_PROJECT(
            "mtg.tasks.unknown.project",
            COUNTER,
            "Received tasks whose project is not defined. They wait for a day."),
    REQUESTS(
            "mtg.llm.requests",
            COUNTER,
            "Requests answered, by role and outcome: model calls and cache hits.",
            "role outcome"),
    CACHE_HITS(
            "mtg.llm.cache.hits", COUNTER, "Requests answered from a recorded call: cache hits."),
    CALLS(
            "mtg.llm.calls",
            TIMER,
            "Attempts at model calls, by role and outcome, with their duration. Billed are ok and invalid; refused means that the server refused the request.",
            "role outcome"),
    TOKENS(
            "mtg.llm.tokens",
            COUNTER,
            "Tokens of billed calls, by role, direction and source: the server, or an estimate if it reports none.",
            "role type source"),
    COST(
            "mtg.cost.usd",
            COUNTER,
            "Cost of calls in dollars by the price table, by role; models without a price add nothing.",
            "role"),
    BUDGET_USED(
            "mtg.budget.used",
            GAUGE,
            "Spent part of the fullest limit of all budgets, from 0; 1 or more means exhausted."),
    REQUESTS_BLOCKED(
            "mtg.llm.requests.blocked",
            GAUGE,
            "Requests that wait for a budget or the end of a pause."),
    IN_FLIGHT("mtg.llm.in.flight", GAUGE, "Model calls in flight."),
    RATE_LIMIT(
            "mtg.llm.rate.limit",
            GAUGE,
            "Requests, or tokens, per minute that a worker may send to a model now; absent without a limit.",
            "model type"),
    THROTTLED(
            "mtg.llm.throttled",
            GAUGE,
            "Requests, or tokens, per second to which the server limits a worker's calls of a model, by 429 or by headers; 0 if it does not.",
            "model type"),
    MODEL_BLOCKED(
            "mtg.llm.model.blocked",
            GAUGE,
            "1 while no call of a model is served (model * means all models), else 0.",
            "model"),
    CIRCUITS_OPEN("mtg.llm.circuits.open", GAUGE, "Models with an open circuit breaker."),
    PARAMETERS_REFUSED(
            "mtg.llm.parameters.refused",
            COUNTER,
            "Requests that a server refused because of a parameter, such as temperature. They are sent again without it, and later ones too.",
            "parameter"),
    IN_DOUBT(
            "mtg.llm.in.doubt",
            COUNTER,
            "Attempts without an answer that may have been billed: the worker ended, or the call timed out or broke off."),
    CALLS_REPEATED(
            "mtg.llm.calls.repeated",
            COUNTER,
            "Calls repeated although an earlier attempt may have been billed; one for each attempt in doubt.");

    /** The kind of a meter. */
    public enum Kind {
        COUNTER,
        GAUGE,
        /** With a histogram. */
        TIMER
    }

    private final String meter;
    private final Kind kind;
    private final String sentence;
    private final String tags;

    Metrics(String meter, Kind kind, String sentence) {
        this(meter, kind, sentence, "");
    }

    /**
     * @param tags names, with a space between two
     */
    Metrics(String meter, Kind kind, String sentence, String tags) {
        this.meter = meter;
        this.kind = kind;
        this.sentence = sentence;
        this.tags = tags;
    }

    public String meter() {
        return meter;
    }

    public Kind kind() {
        return kind;
    }

    public String sentence() {
        return sentence;
    }

    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" "));
    }

    /** Returns the counter of this name with these tags; registers a missing one. */
    public Counter counter(MeterRegistry registry, Tags tags) {
        return Counter.builder(meter).description(sentence).tags(tags).register(registry);
    }

    /** Registers a gauge that reads its value from a supplier. */
    public void gauge(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        Gauge.builder(meter, value).description(sentence).tags(tags).register(registry);
    }
}
