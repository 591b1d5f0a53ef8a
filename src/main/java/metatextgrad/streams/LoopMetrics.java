package metatextgrad.streams;

/**
 * Every meter of the product, with its sentence. Names are dotted; Prometheus shows them with
 * underscores.
 */
public enum LoopMetrics {
    SCORE("mtg.score", "Mean score of the last evaluation, 0 to 1, by project and split."),
    SCORE_LOW("mtg.score.low", "Lower end of the 95 % interval of that score."),
    SCORE_HIGH("mtg.score.high", "Upper end of the 95 % interval of that score."),
    OUTPUTS("mtg.outputs", "Program runs on one task, by how they ended."),
    PROPOSALS("mtg.proposals", "Steps of optimizers, by what became of the proposal."),
    OPTIMIZER_VERSIONS("mtg.rounds", "Optimizers that were tried, by verdict."),
    TRIALS("mtg.trials", "Trials and evaluations that ended, by status."),
    RUNS("mtg.runs", "Changes of runs, by status."),
    UNPARSEABLE("mtg.unparseable", "Scored items without a readable answer."),
    INFRASTRUCTURE(
            "mtg.infrastructure.errors",
            "Items without an answer of a model; they never count as wrong."),
    SKIPPED_BACKWARD("mtg.backward.skipped", "Backward calls that were saved on right answers."),
    STALE(
            "mtg.stale",
            "Events of an earlier step, a finished trial or a superseded candidate, dropped."),
    LATE("mtg.late", "Results that came after their barrier had closed without them."),
    DUPLICATES("mtg.duplicates", "Events that were there already."),
    DEAD_LETTERS("mtg.dead.letters", "Records nobody could handle, by topic and reason."),
    ASKS("mtg.llm.asks", "Asks answered, by role and outcome; paid and saved ones."),
    REUSED("mtg.llm.reused", "Asks answered from a recorded call, unpaid."),
    CALLS("mtg.llm.calls", "Calls to the model, by role and outcome, with their time."),
    TOKENS("mtg.llm.tokens", "Tokens as the model's server reported them, by role and direction."),
    IN_FLIGHT("mtg.llm.in.flight", "Calls to the model under way."),
    DUPLICATE_PAID(
            "mtg.llm.duplicate.paid",
            "Calls that may have been paid twice, found in doubt after a crash.");

    private final String meter;
    private final String sentence;

    LoopMetrics(String meter, String sentence) {
        this.meter = meter;
        this.sentence = sentence;
    }

    public String meter() {
        return meter;
    }

    public String sentence() {
        return sentence;
    }
}
