package metatextgrad.cli.runs;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.model.RunId;
import metatextgrad.model.StepOperator.Pattern;
import metatextgrad.model.event.StepRequested;
import metatextgrad.topics.Topics;

/** Lines about what went wrong most often in the training tasks of a race. */
final class FailurePatternsText {
    private FailurePatternsText() {}

    /** Returns the lines of a run's last table. */
    static List<String> of(Cluster cluster, RunId run) {
        return of(last(UnfinishedRunView.events(cluster, run, Topics.TRIALS, StepRequested.class)));
    }

    /** Returns a heading and a line for each pattern; no lines without patterns. */
    static List<String> of(List<Pattern> patterns) {
        List<String> lines = new ArrayList<>();
        if (!patterns.isEmpty()) lines.add("what went wrong most often:");
        for (Pattern one : patterns) lines.add("  %2d × %s".formatted(one.failures(), one.text()));
        return lines;
    }

    static List<Pattern> last(List<StepRequested> steps) {
        return steps.stream()
                .map(step -> step.operator().patterns())
                .filter(patterns -> !patterns.isEmpty())
                .reduce(List.of(), (first, second) -> second);
    }
}
