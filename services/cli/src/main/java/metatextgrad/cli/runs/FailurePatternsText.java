package metatextgrad.cli.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.model.RunId;
import metatextgrad.model.StepOperator.Pattern;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.StepRequested;
import metatextgrad.topics.Topics;

/** Lines about what went wrong most often in the training tasks of a race. */
final class FailurePatternsText {
    private FailurePatternsText() {}

    /** Returns the lines of a run's last table. Only what was written since its request is read. */
    static List<String> of(Cluster cluster, RunId run) {
        try (EventReader reader = cluster.reader(List.of(Topics.TRIALS))) {
            reader.since(RunCatalog.began(cluster, run));
            return of(last(reader.toEnd().stream().map(Stamped::event), run));
        }
    }

    /** Returns a heading and a line for each pattern; no lines without patterns. */
    static List<String> of(List<Pattern> patterns) {
        List<String> lines = new ArrayList<>();
        if (!patterns.isEmpty()) lines.add("what went wrong most often:");
        for (Pattern one : patterns) lines.add("  %2d × %s".formatted(one.failures(), one.text()));
        return lines;
    }

    static List<Pattern> last(Stream<Event> events, RunId run) {
        return events.filter(StepRequested.class::isInstance)
                .map(StepRequested.class::cast)
                .filter(step -> step.stepRef().run().equals(run))
                .map(step -> step.operator().patterns())
                .filter(patterns -> !patterns.isEmpty())
                .reduce(List.of(), (first, second) -> second);
    }
}
