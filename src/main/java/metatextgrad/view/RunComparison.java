package metatextgrad.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Score;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.PairedDifference;

/** What the reported lines of a run are worth, on the same test items. Pure. */
public final class RunComparison {
    private RunComparison() {}

    /** Returns how much better a line is than another, item by item. */
    public static PairedDifference against(Line baseline, Line line) {
        Map<String, Score> before = scores(baseline);
        Map<String, Score> after = scores(line);
        before.keySet().retainAll(after.keySet());
        after.keySet().retainAll(before.keySet());
        return PairedDifference.of(List.copyOf(after.values()), List.copyOf(before.values()));
    }

    /** Returns better or worse only if the whole interval is above or below 0. */
    public static String verdict(PairedDifference difference) {
        if (difference.low() > 0) return "better";
        return difference.high() < 0 ? "worse" : "no gain";
    }

    private static Map<String, Score> scores(Line line) {
        Map<String, Score> scores = new TreeMap<>();
        for (ItemOutcome item : line.outcomes()) scores.put(item.task().value(), item.score());
        return scores;
    }
}
