package metatextgrad.experiments;

import java.util.List;
import metatextgrad.model.Program;
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
 */
public record MethodOutcome(
        Program program,
        @Nullable ScoreStats validation,
        @Nullable ScoreStats rescored,
        List<ItemOutcome> test,
        CallsByRole search,
        int use,
        List<CurvePoint> curve,
        List<Line> others) {
    public MethodOutcome {
        test = List.copyOf(test);
        curve = List.copyOf(curve);
        others = List.copyOf(others);
    }
}
