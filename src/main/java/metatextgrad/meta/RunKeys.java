package metatextgrad.meta;

import java.util.List;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.RowPrefix;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestPath;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Row;
import metatextgrad.model.RunId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.state.Run;

/** The keys of one run's rows, and the ids of its trials. */
public record RunKeys(RunId run) {
    RowKey<Run> state() {
        return all().key("state", Run.class);
    }

    /** Present while the user has paused the run. */
    RowKey<RunPaused> paused() {
        return all().key("paused", RunPaused.class);
    }

    /** The budget limits that block requests of the run now. */
    RowPrefix<RunBudgetExhausted> blocked() {
        return all().prefix("blocked", RunBudgetExhausted.class);
    }

    RowKey<RunBudgetExhausted> blocked(int partition) {
        return blocked().key(partition);
    }

    /** Submitted optimizers that the run has not looked at yet, in their order. */
    RowPrefix<OptimizerProposed> offers() {
        return all().prefix("offer", OptimizerProposed.class);
    }

    RowPrefix<ScoreAggregated> scores() {
        return all().prefix("score", ScoreAggregated.class);
    }

    RowKey<ScoreAggregated> score(TrialId trial) {
        return scores().key(trial);
    }

    RowPrefix<LlmResponse> replies() {
        return all().prefix("reply", LlmResponse.class);
    }

    /** All replies to the requests under one path. */
    RowPrefix<LlmResponse> replies(String path) {
        return replies().prefix(path, LlmResponse.class);
    }

    RowKey<LlmResponse> reply(String path, int attempt) {
        return replies(path).key(attempt);
    }

    /** All rows except the state and the pause. */
    List<RowPrefix<?>> waiting() {
        return List.of(scores(), replies(), offers(), blocked());
    }

    /** The path of a prompt phase's requests. Its text goes into salts, so it never changes. */
    static String promptPath(int optimizer, int round) {
        return RequestPath.of("lane-" + optimizer, "round-" + round);
    }

    /** The path of the structure phase's requests. Its text goes into salts. */
    static String structurePath(int round) {
        return RequestPath.of("structure", "round-" + round);
    }

    /** The path of a request for the patterns of failures before a rung. */
    static String diagnosisPath(int rung, int group) {
        return RequestPath.of("diagnosis", "rung-" + rung, "group-" + group);
    }

    TrialId trial(String purpose, int number, int round) {
        return TrialId.of(ContentHash.of("trial", run.origin(), purpose, number, round), run);
    }

    public TrialId seed() {
        return trial("seed", 0, 0);
    }

    TrialId rescore(int line) {
        return trial("rescore", line, 0);
    }

    TrialId test(int line) {
        return trial("test", line, 0);
    }

    private RowPrefix<Row> all() {
        return new RowPrefix<>(run + "|", Row.class);
    }
}
