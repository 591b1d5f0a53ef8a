package metatextgrad.ops;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every meter of the product, with its description and its tags. Names are dotted. Prometheus shows
 * them as {@link #series}.
 */
public enum LoopMetrics {
    SCORE(
            "mtg.score",
            Kind.GAUGE,
            "Mean score of the last evaluation, 0 to 1, by project and split.",
            "project",
            "split"),
    SCORE_LOW(
            "mtg.score.low",
            Kind.GAUGE,
            "Lower end of the 95 % interval of that score.",
            "project",
            "split"),
    SCORE_HIGH(
            "mtg.score.high",
            Kind.GAUGE,
            "Upper end of the 95 % interval of that score.",
            "project",
            "split"),
    OUTPUTS("mtg.outputs", Kind.COUNTER, "Program runs on one task, by outcome.", "outcome"),
    PROPOSALS(
            "mtg.proposals",
            Kind.COUNTER,
            "Steps of optimizers, by outcome of the proposal.",
            "outcome"),
    OPTIMIZER_VERSIONS(
            "mtg.rounds", Kind.COUNTER, "Optimizers that were tried, by verdict.", "outcome"),
    TRIALS("mtg.trials", Kind.COUNTER, "Trials and evaluations that ended, by status.", "status"),
    RUNS("mtg.runs", Kind.COUNTER, "Changes of runs, by status.", "status"),
    SERVED(
            "mtg.prompts.served",
            Kind.COUNTER,
            "New serving tables, by the version that serves beside the champion.",
            "stage"),
    UNPARSEABLE("mtg.unparseable", Kind.COUNTER, "Scored tasks without a readable answer."),
    INFRASTRUCTURE(
            "mtg.infrastructure.errors",
            Kind.COUNTER,
            "Tasks without an answer of a model; they never count as wrong."),
    SKIPPED_BACKWARD(
            "mtg.backward.skipped",
            Kind.COUNTER,
            "Backward calls that were omitted because the answer was right."),
    STALE(
            "mtg.stale",
            Kind.COUNTER,
            "Events of an earlier step, a finished trial or a superseded candidate, dropped."),
    LATE(
            "mtg.late",
            Kind.COUNTER,
            "Results that arrived after their barrier had closed without them."),
    DUPLICATES("mtg.duplicates", Kind.COUNTER, "Events that were known already."),
    DEAD_LETTERS(
            "mtg.dead.letters",
            Kind.COUNTER,
            "Records that no service could handle, by topic and reason.",
            "topic",
            "reason"),
    REQUESTS(
            "mtg.llm.requests",
            Kind.COUNTER,
            "Requests answered, by role and outcome: model calls and cache hits.",
            "role",
            "outcome"),
    CACHE_HITS(
            "mtg.llm.cache.hits",
            Kind.COUNTER,
            "Requests answered from a recorded call: cache hits."),
    CALLS(
            "mtg.llm.calls",
            Kind.TIMER,
            "Model calls, by role and outcome, with their duration.",
            "role",
            "outcome"),
    TOKENS(
            "mtg.llm.tokens",
            Kind.COUNTER,
            "Tokens as the model's server reported them, by role and direction.",
            "role",
            "type"),
    COST(
            "mtg.cost.usd",
            Kind.COUNTER,
            "Cost of calls in dollars by the price table, by role; models without a price add"
                    + " nothing.",
            "role"),
    BUDGET_USED(
            "mtg.budget.used",
            Kind.GAUGE,
            "Spent part of the fullest limit of all budgets, from 0; 1 or more means exhausted."),
    REQUESTS_BLOCKED(
            "mtg.llm.requests.blocked",
            Kind.GAUGE,
            "Requests that wait for a budget or the end of a pause."),
    IN_FLIGHT("mtg.llm.in.flight", Kind.GAUGE, "Model calls in flight."),
    RATE_LIMIT(
            "mtg.llm.rate.limit",
            Kind.GAUGE,
            "Requests, or tokens, per minute that a worker may send to a model now; absent without"
                    + " a limit.",
            "model",
            "type"),
    CIRCUITS_OPEN(
            "mtg.llm.circuits.open",
            Kind.GAUGE,
            "Models whose circuit is open: their calls wait, and one at a time probes."),
    IN_DOUBT(
            "mtg.llm.in.doubt",
            Kind.COUNTER,
            "Attempts without an answer that may have been billed: the worker ended, or the call"
                    + " timed out or broke off."),
    CALLS_REPEATED(
            "mtg.llm.calls.repeated",
            Kind.COUNTER,
            "Calls repeated although an earlier attempt may have been billed; one for each attempt"
                    + " in doubt.");

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

    LoopMetrics(String meter, Kind kind, String sentence, String... tags) {
        this.meter = meter;
        this.kind = kind;
        this.sentence = sentence;
        this.tags = String.join(" ", tags);
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

    /** Returns the names of its series in Prometheus. */
    public List<String> series() {
        String name = meter.replace('.', '_');
        return switch (kind) {
            case COUNTER -> List.of(name + "_total");
            case GAUGE -> List.of(name);
            case TIMER ->
                    Stream.of("bucket", "count", "sum", "max")
                            .map(part -> name + "_seconds_" + part)
                            .toList();
        };
    }
}
