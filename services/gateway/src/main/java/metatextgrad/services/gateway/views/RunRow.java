package metatextgrad.services.gateway.views;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Text;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;
import metatextgrad.statistics.PairedDifference;
import metatextgrad.view.RunComparison;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param status running, paused, finished, failed, cancelled or blocked
 * @param phase the current activity, in one line
 * @param reason why it failed or is blocked; empty otherwise
 * @param bestValidation validation score of its best result; null until it has one
 * @param updated time of its last record, UTC
 */
public record RunRow(
        String run,
        String project,
        String set,
        long seed,
        String status,
        String phase,
        String reason,
        @Nullable Double bestValidation,
        String updated) {
    /**
     * A program that a run reports. Scores are null until they were measured.
     *
     * @param round of its optimizer, 0 as given
     * @param difference test score minus that of the seed program; null for the seed program
     */
    public record Result(
            String name,
            int round,
            double validation,
            @Nullable Double rescored,
            @Nullable Double test,
            @Nullable PairedDifference difference,
            JsonNode program) {}

    /**
     * How a round of the meta level ended.
     *
     * @param score null if there is none
     * @param baseline the score that it had to beat
     */
    public record Round(
            String phase,
            String optimizer,
            int round,
            String verdict,
            @Nullable Double score,
            double baseline,
            String reason) {}

    /**
     * A run with its results.
     *
     * @param results the seed program first
     * @param best place of the result in {@code results}; null before the first one
     * @param verdict better, worse or no gain; null until the best result was tested
     */
    public record Detail(
            @JsonUnwrapped RunRow row,
            List<Result> results,
            @Nullable Integer best,
            @Nullable String verdict,
            List<Round> rounds) {}

    /** Returns the row of a run. */
    public static RunRow of(TimedRun run) {
        RunState state = run.state();
        return new RunRow(
                state.request().id().value(),
                state.request().project().id().value(),
                state.request().snapshot().set(),
                state.request().seed(),
                Text.lower(state.status()),
                state.phase(),
                state.reason(),
                state.lines().isEmpty()
                        ? null
                        : (Double) state.lines().get(state.best()).validation().mean(),
                run.at().toString());
    }

    /** Returns a run with its results. */
    public static Detail detail(TimedRun run) {
        RunState state = run.state();
        List<Result> results = state.lines().stream().map(line -> result(state, line)).toList();
        PairedDifference best = results.isEmpty() ? null : results.get(state.best()).difference();
        return new Detail(
                of(run),
                results,
                results.isEmpty() ? null : (Integer) state.best(),
                best == null ? null : RunComparison.verdict(best),
                state.rounds().stream().map(RunRow::round).toList());
    }

    private static Result result(RunState state, RunState.Line line) {
        RunState.Line seed = state.lines().getFirst();
        return new Result(
                line.name(),
                line.round(),
                line.validation().mean(),
                mean(line.rescored()),
                mean(line.test()),
                line.test() == null || line.equals(seed) ? null : RunComparison.against(seed, line),
                ApiJson.tree(Json.write(line.program())));
    }

    private static Round round(RoundEnd round) {
        return new Round(
                Text.lower(round.phase()),
                round.optimizer(),
                round.round(),
                Text.lower(round.verdict()),
                round.score(),
                round.against(),
                round.reason());
    }

    private static @Nullable Double mean(@Nullable ScoreStats scores) {
        return scores == null ? null : (Double) scores.mean();
    }
}
