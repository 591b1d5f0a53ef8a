package metatextgrad.cli.runs;

import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.statistics.PairedDifference;
import metatextgrad.view.RunComparison;
import org.jspecify.annotations.Nullable;

/**
 * The result of a finished run: its best program against the seed, on the same test items.
 *
 * @param seconds from its request to its end; null if the request has expired
 */
public record RunResult(
        RunState run, PairedDifference difference, CallCounts calls, @Nullable Double seconds) {
    public static RunResult of(RunState run, CallCounts calls, @Nullable Double seconds) {
        PairedDifference difference =
                RunComparison.against(run.lines().getFirst(), run.lines().get(run.best()));
        return new RunResult(run, difference, calls, seconds);
    }

    Line baseline() {
        return run.lines().getFirst();
    }

    Line best() {
        return run.lines().get(run.best());
    }

    /** Returns better or worse only if the whole interval is above or below 0. */
    String verdict() {
        return RunComparison.verdict(difference);
    }
}
