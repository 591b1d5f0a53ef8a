package metatextgrad.streams;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every meter of the product, with its sentence and its tags. Names are dotted; Prometheus shows
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
    OUTPUTS("mtg.outputs", Kind.COUNTER, "Program runs on one task, by how they ended.", "outcome"),
    PROPOSALS(
            "mtg.proposals",
            Kind.COUNTER,
            "Steps of optimizers, by what became of the proposal.",
            "outcome"),
    OPTIMIZER_VERSIONS(
            "mtg.rounds", Kind.COUNTER, "Optimizers that were tried, by verdict.", "outcome"),
    TRIALS("mtg.trials", Kind.COUNTER, "Trials and evaluations that ended, by status.", "status"),
    RUNS("mtg.runs", Kind.COUNTER, "Changes of runs, by status.", "status"),
    SERVED(
            "mtg.prompts.served",
            Kind.COUNTER,
            "New serving tables, by what serves beside the champion.",
            "stage"),
    UNPARSEABLE("mtg.unparseable", Kind.COUNTER, "Scored items without a readable answer."),
    INFRASTRUCTURE(
            "mtg.infrastructure.errors",
            Kind.COUNTER,
            "Items without an answer of a model; they never count as wrong."),
    SKIPPED_BACKWARD(
            "mtg.backward.skipped",
            Kind.COUNTER,
            "Backward calls that were saved on right answers."),
    STALE(
            "mtg.stale",
            Kind.COUNTER,
            "Events of an earlier step, a finished trial or a superseded candidate, dropped."),
    LATE(
            "mtg.late",
            Kind.COUNTER,
            "Results that came after their barrier had closed without them."),
    DUPLICATES("mtg.duplicates", Kind.COUNTER, "Events that were there already."),
    DEAD_LETTERS(
            "mtg.dead.letters",
            Kind.COUNTER,
            "Records nobody could handle, by topic and reason.",
            "topic",
            "reason"),
    ASKS(
            "mtg.llm.asks",
            Kind.COUNTER,
            "Asks answered, by role and outcome; paid and saved ones.",
            "role",
            "outcome"),
    REUSED("mtg.llm.reused", Kind.COUNTER, "Asks answered from a recorded call, unpaid."),
    CALLS(
            "mtg.llm.calls",
            Kind.TIMER,
            "Calls to the model, by role and outcome, with their time.",
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
            "Dollars paid for calls by the price table, by role; models without a price add nothing.",
            "role"),
    BUDGET_USED(
            "mtg.budget.used",
            Kind.GAUGE,
            "Part of the fullest limit of all budgets that is spent, from 0; 1 and more is spent up."),
    PARKED("mtg.llm.asks.parked", Kind.GAUGE, "Asks that wait for a budget or the end of a pause."),
    IN_FLIGHT("mtg.llm.in.flight", Kind.GAUGE, "Calls to the model under way."),
    RATE_LIMIT(
            "mtg.llm.rate.limit",
            Kind.GAUGE,
            "Requests, or tokens, a minute that a worker lets a model have now; absent where nothing"
                    + " limits.",
            "model",
            "type"),
    STORMS(
            "mtg.llm.storms",
            Kind.GAUGE,
            "Models whose server only fails: their calls wait, one at a time tries."),
    IN_DOUBT(
            "mtg.llm.in.doubt",
            Kind.COUNTER,
            "Attempts that may have been paid and whose answer nobody saw: the worker went away, the"
                    + " call timed out or broke off."),
    DUPLICATE_PAID(
            "mtg.llm.duplicate.paid",
            Kind.COUNTER,
            "Calls bought again although an earlier attempt may have been paid: left in doubt by a"
                    + " worker that went away, timed out or broken off; once for each such attempt.");

    /** What a meter is. */
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

    /** The names of its series in Prometheus. */
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
