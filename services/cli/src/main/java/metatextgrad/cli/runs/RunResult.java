package metatextgrad.cli.runs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Score;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.PairedDifference;

/** The result of a finished run: its best program against the seed, on the same test items. */
public record RunResult(
        RunState run, PairedDifference difference, CallCounts calls, double seconds) {
    public static RunResult of(RunState run, CallCounts calls, double seconds) {
        PairedDifference difference = against(run.lines().getFirst(), run.lines().get(run.best()));
        return new RunResult(run, difference, calls, seconds);
    }

    /** Returns how much better a line is than another, item by item. */
    static PairedDifference against(Line baseline, Line line) {
        Map<String, Score> before = scores(baseline);
        Map<String, Score> after = scores(line);
        before.keySet().retainAll(after.keySet());
        after.keySet().retainAll(before.keySet());
        return PairedDifference.of(List.copyOf(after.values()), List.copyOf(before.values()));
    }

    Line baseline() {
        return run.lines().getFirst();
    }

    Line best() {
        return run.lines().get(run.best());
    }

    /** Returns better or worse only if the whole interval is above or below 0. */
    String verdict() {
        if (difference.low() > 0) return "better";
        return difference.high() < 0 ? "worse" : "no gain";
    }

    private static Map<String, Score> scores(Line line) {
        Map<String, Score> scores = new TreeMap<>();
        for (ItemOutcome item : line.outcomes()) scores.put(item.task().value(), item.score());
        return scores;
    }
}
