package metatextgrad.experiments;

import java.util.List;
import metatextgrad.model.Program;
import metatextgrad.model.Tally;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreReport.ItemOutcome;
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
public record Outcome(
        Program program,
        @Nullable Tally validation,
        @Nullable Tally rescored,
        List<ItemOutcome> test,
        Spent search,
        int use,
        List<Point> curve,
        List<Line> others) {
    public Outcome {
        test = List.copyOf(test);
        curve = List.copyOf(curve);
        others = List.copyOf(others);
    }
}
