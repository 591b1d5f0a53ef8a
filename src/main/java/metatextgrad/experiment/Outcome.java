package metatextgrad.experiment;

import java.util.List;
import metatextgrad.model.Program;
import metatextgrad.model.RunState.Line;
import metatextgrad.model.ScoreReport.ItemOutcome;
import metatextgrad.model.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What one method reached from one seed.
 *
 * @param program its answer
 * @param validation its score where it was selected; null where nothing was
 * @param rescored its score on the same items by answers that no decision saw; null where nothing
 *     was selected
 * @param test per test item, in the order of the snapshot
 * @param search asks that led to the program
 * @param use program calls that one answer takes
 * @param curve score against asks; empty where there is no search
 * @param others further reported programs of the run that led to it, the seed program among them
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
