package metatextgrad.ops;

import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.event.OptimizerState;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of the steps of the newest run of each project, for a day after its last step. Not
 * thread-safe.
 */
final class StepGauges {
    private final Map<RunId, Steps> runs = new HashMap<>();

    /** The score is that of the program which the step keeps; null if no decision used one. */
    private record Step(@Nullable Double score, int partition) {}

    /** The steps of a run by trial and number: a service that reads the log again repeats them. */
    private record Steps(ProjectId project, Instant first, Instant last, Map<String, Step> known) {
        Steps at(Instant time) {
            return new Steps(
                    project,
                    time.isBefore(first) ? time : first,
                    time.isAfter(last) ? time : last,
                    known);
        }
    }

    void read(int partition, Instant at, OptimizerState state) {
        Steps steps =
                runs.compute(
                        state.stepRef().run(),
                        (run, known) ->
                                known == null
                                        ? new Steps(
                                                state.stepRef().project(), at, at, new HashMap<>())
                                        : known.at(at));
        steps.known()
                .put(
                        state.stepRef().trial() + "|" + state.stepRef().step(),
                        new Step(state.score() == null ? null : state.incumbentScore(), partition));
    }

    void addTo(Map<GaugeValues.Key, Double> gauges, Set<Integer> owned, Instant now) {
        runs.values().removeIf(run -> run.last().isBefore(now.minus(TableMeters.LOGS)));
        Map<ProjectId, Steps> newest = new HashMap<>();
        for (Steps run : runs.values())
            newest.merge(
                    run.project(),
                    run,
                    (one, other) -> one.first().isAfter(other.first()) ? one : other);
        newest.values().forEach(run -> add(gauges, run, owned));
    }

    private static void add(Map<GaugeValues.Key, Double> gauges, Steps run, Set<Integer> owned) {
        List<Step> mine =
                run.known().values().stream()
                        .filter(step -> owned.contains(step.partition()))
                        .toList();
        Tags project = Tags.of("project", run.project().value());
        if (mine.isEmpty()) return;
        gauges.put(new GaugeValues.Key(Metrics.STEPS_DONE, project), (double) mine.size());
        mine.stream()
                .map(Step::score)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(
                        best -> gauges.put(new GaugeValues.Key(Metrics.STEP_SCORE, project), best));
    }
}
