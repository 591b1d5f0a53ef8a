package metatextgrad.experiments;

import java.util.List;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The result of one method from one seed.
 *
 * @param program the resulting program
 * @param validation its score in the selection; null without a selection
 * @param rescored its score on the same items with new answers, which no decision used; null
 *     without a selection
 * @param test the score per test item, in the order of the snapshot
 * @param search the requests that led to the program
 * @param use the program calls for one answer
 * @param curve score against requests; empty without a search
 * @param others further programs that the run reported, including the seed program
 * @param path the programs that the run accepted; null without a run
 */
public record MethodOutcome(
        Program program,
        @Nullable ScoreStats validation,
        @Nullable ScoreStats rescored,
        List<ItemOutcome> test,
        CallsByRole search,
        int use,
        List<CurvePoint> curve,
        List<Line> others,
        @Nullable SearchPath path) {
    public MethodOutcome {
        test = List.copyOf(test);
        curve = List.copyOf(curve);
        others = List.copyOf(others);
    }

    /** Returns the outcome of a program that no search made. */
    static MethodOutcome unsearched(
            Program program,
            @Nullable ScoreStats validation,
            @Nullable ScoreStats rescored,
            List<ItemOutcome> test,
            int use) {
        return new MethodOutcome(
                program,
                validation,
                rescored,
                test,
                CallsByRole.NOTHING,
                use,
                List.of(),
                List.of(),
                null);
    }

    /** Returns this outcome with the score, the requests and the curve of its search. */
    MethodOutcome searched(ScoreStats score, CallsByRole search, List<CurvePoint> curve) {
        return new MethodOutcome(program, score, rescored, test, search, use, curve, others, path);
    }

    /** Returns this outcome with the requests of its search. */
    MethodOutcome costing(CallsByRole requests) {
        return new MethodOutcome(
                program, validation, rescored, test, requests, use, curve, others, path);
    }

    /** Returns the mean score of the items that have one; 0 if none has. */
    public static double mean(List<ItemOutcome> items) {
        return items.stream()
                .map(ItemOutcome::score)
                .filter(Score::counts)
                .mapToDouble(Score::value)
                .average()
                .orElse(0);
    }
}
