package metatextgrad.ops;

import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.Text;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of runs, from the states on the topic of runs. Of a project, the newest run that has
 * scores shows them, whichever partition has it. So they stay while the next run has none yet. Not
 * thread-safe.
 */
final class RunGauges {
    private final Map<RunId, Seen> open = new HashMap<>();
    private final Map<ProjectId, Seen> newest = new HashMap<>();
    private final Map<ProjectId, Seen> scored = new HashMap<>();

    /** The last state of a run, and when its first known one was written. */
    private record Seen(RunState state, int partition, Instant first) {}

    void read(int partition, Instant at, RunState state) {
        RunId run = state.request().id();
        ProjectId project = state.request().project().id();
        Seen known = open.get(run);
        Seen last = newest.get(project);
        boolean isNewest = last != null && last.state().request().id().equals(run);
        if (known == null && isNewest) known = last;
        if (known != null && !state.isLaterThan(known.state())) return;
        Seen seen = new Seen(state, partition, known == null ? at : known.first());
        if (state.status().open()) open.put(run, seen);
        else open.remove(run);
        newest.merge(project, seen, RunGauges::newer);
        if (hasScores(state)) scored.merge(project, seen, RunGauges::newer);
    }

    private static Seen newer(Seen last, Seen seen) {
        boolean same = last.state().request().id().equals(seen.state().request().id());
        return same || !seen.first().isBefore(last.first()) ? seen : last;
    }

    private static boolean hasScores(RunState state) {
        if (state.lines().isEmpty()) return false;
        ScoreStats best = state.lines().get(state.best()).validation();
        return best != null && best.items() > 0;
    }

    void addTo(Map<GaugeValues.Key, Double> gauges, Set<Integer> owned, Instant now) {
        for (Seen run : scored.values()) {
            if (owned.contains(run.partition())) addScores(gauges, run.state());
        }
        for (Seen run : open.values()) {
            if (!owned.contains(run.partition())) continue;
            Tags project = project(run.state());
            Tags status = project.and("status", Text.lower(run.state().status()));
            double age = Duration.between(run.first(), now).toMillis() / 1e3;
            gauges.merge(new GaugeValues.Key(Metrics.RUNS_OPEN, status), 1.0, Double::sum);
            gauges.merge(new GaugeValues.Key(Metrics.RUNS_OLDEST, project), age, Math::max);
        }
    }

    private static void addScores(Map<GaugeValues.Key, Double> gauges, RunState state) {
        Line seed = state.lines().getFirst();
        Line best = state.lines().get(state.best());
        Tags val = project(state).and("split", Text.lower(Split.VAL));
        Tags test = project(state).and("split", Text.lower(Split.TEST));
        add(gauges, val, seed.validation(), best.validation());
        add(gauges, test, seed.test(), best.test());
    }

    private static void add(
            Map<GaugeValues.Key, Double> gauges,
            Tags tags,
            @Nullable ScoreStats seed,
            @Nullable ScoreStats best) {
        if (seed != null && seed.items() > 0)
            gauges.put(new GaugeValues.Key(Metrics.SEED_SCORE, tags), seed.mean());
        if (best == null || best.items() == 0) return;
        gauges.put(new GaugeValues.Key(Metrics.BEST_SCORE, tags), best.mean());
        gauges.put(new GaugeValues.Key(Metrics.BEST_SCORE_LOW, tags), best.low());
        gauges.put(new GaugeValues.Key(Metrics.BEST_SCORE_HIGH, tags), best.high());
    }

    private static Tags project(RunState state) {
        return Tags.of("project", state.request().project().id().value());
    }
}
