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
    BUILD_INFO(
            "mtg.build.info",
            GAUGE,
            "1",
            "Always 1; the label is the version of the program.",
            "version"),
    READY(
            "mtg.ready",
            GAUGE,
            "0 or 1",
            "1 while the process is ready, as its page of health states."),
    BEST_SCORE(
            "mtg.best.score",
            GAUGE,
            "0 to 1",
            "Mean score of the best program of the newest run with scores, by split: val chose it, test is read once.",
            "project split"),
    BEST_SCORE_LOW(
            "mtg.best.score.low",
            GAUGE,
            "0 to 1",
            "Lower end of the 95 % interval of that score.",
            "project split"),
    BEST_SCORE_HIGH(
            "mtg.best.score.high",
            GAUGE,
            "0 to 1",
            "Upper end of the 95 % interval of that score.",
            "project split"),
    SEED_SCORE(
            "mtg.seed.score",
            GAUGE,
            "0 to 1",
            "Mean score of the seed program of that run, by split.",
            "project split"),
    RUNS_OPEN(
            "mtg.runs.open",
            GAUGE,
            "runs",
            "Runs that have not ended, by status: running, paused, or blocked by a budget or a pause of all calls. A run whose model fails is running.",
            "project status"),
    RUNS_OLDEST(
            "mtg.runs.oldest.seconds",
            GAUGE,
            "seconds",
            "Age of the oldest open run, since the first of its states on the topic runs.",
            "project"),
    WINDOW_TASKS(
            "mtg.window.tasks",
            GAUGE,
            "tasks",
            "Tasks of traffic that arrived since the last window.",
            "project"),
    WINDOW_SIZE(
            "mtg.window.size.tasks",
            GAUGE,
            "tasks",
            "Tasks that close a window, by the settings of the project; 0 while it does not adapt.",
            "project"),
    POOL_TASKS("mtg.pool.tasks", GAUGE, "tasks", "Tasks of traffic in the pool.", "project"),
    SUSPICIOUS(
            "mtg.traffic.suspicious",
            GAUGE,
            "records",
            "Tasks and feedback with tags of our prompts in their texts, over the life of the project.",
            "project"),
    CONTEST_TASKS(
            "mtg.contest.tasks",
            GAUGE,
            "tasks",
            "Judged tasks of the last contest of a challenger with the champion.",
            "project"),
    CONTEST_EVIDENCE(
            "mtg.contest.evidence",
            GAUGE,
            "1",
            "Evidence of the last contest that the challenger is better; 1 without any.",
            "project"),
    CONTEST_NEEDED(
            "mtg.contest.evidence.needed",
            GAUGE,
            "1",
            "Evidence with which the challenger passes.",
            "project"),
    CONTEST_GAIN(
            "mtg.contest.gain",
            GAUGE,
            "-1 to 1",
            "Mean score of the challenger minus that of the champion in the last contest.",
            "project"),
    CONTEST_STAGE(
            "mtg.contest.stage",
            GAUGE,
            "1",
            "Always 1; the label is the stage of the last contest.",
            "project stage"),
    CONTEST_IDLE(
            "mtg.contest.idle.seconds",
            GAUGE,
            "seconds",
            "Time since the last contest changed.",
            "project"),
    DRIFT_AGE(
            "mtg.drift.age.seconds",
            GAUGE,
            "seconds",
            "Time since the last alarm that the champion's answers became worse; absent a day after it.",
            "project"),
    DRIFT_DROP(
            "mtg.drift.drop",
            GAUGE,
            "0 to 1",
            "Mean score of judged answers before that alarm minus that after the drop.",
            "project"),
    MIX_DISTANCE(
            "mtg.mix.distance",
            GAUGE,
            "1",
            "Chi-squared distance of the tasks of the last window against the windows before, by feature: length or first_word.",
            "project feature"),
    MIX_LIMIT(
            "mtg.mix.limit",
            GAUGE,
            "1",
            "What chance explains of that distance. Above it, the mix of tasks has changed.",
            "project feature"),
    MIX_AGE(
            "mtg.mix.age.seconds",
            GAUGE,
            "seconds",
            "Time since the last window whose mix of tasks had changed; absent a day after it.",
            "project"),
    STEP_SCORE(
            "mtg.step.score",
            GAUGE,
            "0 to 1",
            "Score of the best program that a step of the newest run keeps: on the validation tasks, in a race on those of the step. Absent a day after its last step.",
            "project"),
    STEPS_DONE(
            "mtg.steps.done",
            GAUGE,
            "steps",
            "Steps of the newest run that have ended, in all its trials.",
            "project"),
    OPTIMIZERS(
            "mtg.optimizers",
            GAUGE,
            "optimizers",
            "Optimizers of a project, by verdict.",
            "project verdict"),
    OPTIMIZER_GAIN(
            "mtg.optimizer.gain",
            GAUGE,
            "-1 to 1",
            "Largest gain of an optimizer of the verdict: in a race the mean gain of its proposals, else its validation score minus the score to beat.",
            "project verdict"),
    SERVED_SHARE(
            "mtg.served.share",
            GAUGE,
            "0 to 1",
            "Planned share of the traffic, by role: champion, challenger or former champion.",
            "project role"),
    SERVED_CHANGES(
            "mtg.served.changes",
            COUNTER,
            "changes",
            "Changes of what serves: promoted, rolled_back, canary_started or canary_ended.",
            "project change"),
    OUTPUTS("mtg.outputs", COUNTER, "tasks", "Program runs on one task, by outcome.", "outcome"),
    PROPOSALS(
            "mtg.proposals",
            COUNTER,
            "steps",
            "Steps of optimizers, by outcome of the proposal.",
            "outcome"),
    ROUNDS(
            "mtg.rounds",
            COUNTER,
            "optimizers",
            "Optimizers that were tried, by verdict.",
            "outcome"),
    TRIALS(
            "mtg.trials",
            COUNTER,
            "trials",
            "Trials and evaluations that ended, by status.",
            "status"),
    RUNS("mtg.runs", COUNTER, "changes", "Changes of runs, by status.", "status"),
    SERVED(
            "mtg.prompts.served",
            COUNTER,
            "tables",
            "New serving tables, by the version that serves beside the champion.",
            "stage"),
    UNPARSEABLE("mtg.unparseable", COUNTER, "tasks", "Scored tasks without a readable answer."),
    INFRASTRUCTURE(
            "mtg.infrastructure.errors",
            COUNTER,
            "tasks",
            "Tasks without a model answer. They are excluded from the score."),
    SKIPPED_BACKWARD(
            "mtg.backward.skipped",
            COUNTER,
            "calls",
            "Backward calls that were omitted because the answer was right."),
    STALE(
            "mtg.stale",
            COUNTER,
            "events",
            "Events of an earlier step, a finished trial or a superseded candidate, dropped."),
    LATE(
            "mtg.late",
            COUNTER,
            "events",
            "Results that arrived after their barrier had closed without them."),
    DUPLICATES("mtg.duplicates", COUNTER, "events", "Events that were known already."),
    DEAD_LETTERS(
            "mtg.dead.letters",
            COUNTER,
            "records",
            "Records that no service could handle, by topic and reason.",
            "topic reason"),
    UNKNOWN_PROJECT(
            "mtg.tasks.unknown.project",
            COUNTER,
            "tasks",
            "Received tasks whose project is not defined. They wait for a day."),
    REQUESTS(
            "mtg.llm.requests",
            COUNTER,
            "requests",
            "Requests answered, by role and outcome: model calls and cache hits.",
            "role outcome"),
    CACHE_HITS(
            "mtg.llm.cache.hits",
            COUNTER,
            "requests",
            "Requests answered from a recorded call: cache hits."),
    CALLS(
            "mtg.llm.calls",
            TIMER,
            "seconds",
            "Attempts at model calls, by role and outcome, with their duration. Billed are ok and invalid; refused means that the server refused the request.",
            "role outcome"),
    TOKENS(
            "mtg.llm.tokens",
            COUNTER,
            "tokens",
            "Tokens of billed calls, by role, direction and source: the server, or an estimate if it reports none.",
            "role type source"),
    COST(
            "mtg.cost.usd",
            COUNTER,
            "dollars",
            "Cost of calls in dollars by the price table, by role; models without a price add nothing.",
            "role"),
    BUDGET_USED(
            "mtg.budget.used",
            GAUGE,
            "ratio",
            "Spent part of the fullest limit of a project (* means all projects), from 0; 1 or more means that its calls wait; absent without a limit.",
            "project"),
    REQUESTS_BLOCKED(
            "mtg.llm.requests.blocked",
            GAUGE,
            "requests",
            "Requests that wait for a budget or the end of a pause."),
    IN_FLIGHT("mtg.llm.in.flight", GAUGE, "calls", "Model calls in flight."),
    RATE_LIMIT(
            "mtg.llm.rate.limit",
            GAUGE,
            "per minute",
            "Requests, or tokens, per minute that a worker may send to a model now; absent without a limit.",
            "model type"),
    THROTTLED(
            "mtg.llm.throttled",
            GAUGE,
            "per second",
            "Requests, or tokens, per second to which the server limits a worker's calls of a model, by 429 or by headers; 0 if it does not.",
            "model type"),
    MODEL_BLOCKED(
            "mtg.llm.model.blocked",
            GAUGE,
            "0 or 1",
            "1 while no call of a model is served (model * means all models), else 0.",
            "model"),
    CIRCUITS_OPEN("mtg.llm.circuits.open", GAUGE, "models", "Models with an open circuit breaker."),
    PARAMETERS_REFUSED(
            "mtg.llm.parameters.refused",
            COUNTER,
            "requests",
            "Requests that a server refused because of a parameter, such as temperature. They are sent again without it, and later ones too.",
            "parameter"),
    IN_DOUBT(
            "mtg.llm.in.doubt",
            COUNTER,
            "calls",
            "Attempts without an answer that may have been billed: the worker ended, or the call timed out or broke off."),
    CALLS_REPEATED(
            "mtg.llm.calls.repeated",
            COUNTER,
            "calls",
            "Calls repeated although an earlier attempt may have been billed; one for each attempt in doubt."),
    MODEL_CALLS(
            "mtg.llm.model.calls",
            TIMER,
            "seconds",
            "Attempts at model calls, by model, with their duration.",
            "model"),
    REQUEST_OLDEST(
            "mtg.llm.request.oldest.seconds",
            GAUGE,
            "seconds",
            "How long the oldest request waits for a slot, the rate or a circuit; 0 if none waits."),
    LEDGER_BYTES(
            "mtg.llm.ledger.bytes",
            GAUGE,
            "bytes",
            "Heap that the ledger takes, so that no call is made twice: 56 to 113 bytes for each of its rows."),
    DAY_SPENT(
            "mtg.budget.day.spent",
            GAUGE,
            "as the label",
            "Spent today (UTC), by project and unit: calls, tokens or usd. Each worker shows the sum over all.",
            "project unit"),
    DAY_LIMIT(
            "mtg.budget.day.limit",
            GAUGE,
            "as the label",
            "Limit of a day, by project and unit; absent without a limit.",
            "project unit"),
    PRICES_AGE(
            "mtg.prices.age.seconds",
            GAUGE,
            "seconds",
            "Age of the price table; absent without a table."),
    GATEWAY_REQUESTS(
            "mtg.gateway.requests",
            COUNTER,
            "requests",
            "Chat completions of projects at the gateway, by what served: program, fallback or pass_through.",
            "project served"),
    GATEWAY_CALLS(
            "mtg.gateway.calls",
            TIMER,
            "seconds",
            "Calls of model servers by the gateway, by outcome, with the time to the head of the response, or of calls within a program to its end.",
            "outcome"),
    GATEWAY_SAMPLES(
            "mtg.gateway.samples",
            COUNTER,
            "records",
            "Sampled tasks and answers of the gateway: written to Kafka, or dropped.",
            "outcome"),
    GATEWAY_WAITING(
            "mtg.gateway.samples.waiting",
            GAUGE,
            "records",
            "Sampled tasks and answers of the gateway that wait for Kafka."),
    GATEWAY_TABLES("mtg.gateway.tables", GAUGE, "projects", "Serving tables that the gateway has."),
    GATEWAY_FOLLOWING(
            "mtg.gateway.following",
            GAUGE,
            "0 or 1",
            "Whether the gateway has read all tables and reads changes."),
    GATEWAY_STALE(
            "mtg.gateway.stale",
            COUNTER,
            "requests",
            "Chat completions of projects that came while the gateway read no changes of tables."),
    GATEWAY_REFUSED(
            "mtg.gateway.kafka.refused",
            COUNTER,
            "attempts",
            "Attempts of the gateway to read that Kafka refused: credentials, TLS, rights or settings."),
    GATEWAY_OVERLOADED(
            "mtg.gateway.overloaded",
            COUNTER,
            "requests",
            "Requests that the gateway refused because those in flight take its heap."),
    LABELS_CAPPED(
            "mtg.labels.capped",
            COUNTER,
            "values",
            "Values of an open label beyond its limit. Counters show them as other, gauges omit them.",
            "label");

    /** The kind of a meter. */
    public enum Kind {
        COUNTER,
        GAUGE,
        /** With a histogram. */
        TIMER
    }

    private final String meter;
    private final Kind kind;
    private final String unit;
    private final String sentence;
    private final String tags;

    Metrics(String meter, Kind kind, String unit, String sentence) {
        this(meter, kind, unit, sentence, "");
    }

    /**
     * @param tags names, with a space between two
     */
    Metrics(String meter, Kind kind, String unit, String sentence, String tags) {
        this.meter = meter;
        this.kind = kind;
        this.unit = unit;
        this.sentence = sentence;
        this.tags = tags;
    }

    public String meter() {
        return meter;
    }

    public Kind kind() {
        return kind;
    }

    /** Returns the unit of its values, in words. */
    public String unit() {
        return unit;
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
    public Gauge gauge(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return Gauge.builder(meter, value).description(sentence).tags(tags).register(registry);
    }
}
