package metatextgrad.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Text;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixNotice;
import metatextgrad.model.live.TrafficCount;

/**
 * Gauges of the last records of compacted topics, and of the last day of two logs. A process reads
 * whole topics and shows what its partitions have. So a gauge is right after a restart, one process
 * shows it, and it goes away with its partition. Not thread-safe.
 */
public final class TableMeters {
    /** Gauges of logs show this last part of them, so a reader begins there. */
    public static final Duration LOGS = Duration.ofDays(1);

    private final MeterRegistry registry;
    private final GaugeValues gauges;
    private final RunGauges runs = new RunGauges();
    private final DriftGauges drift = new DriftGauges();
    private final StepGauges steps = new StepGauges();
    private final OptimizerGauges optimizers = new OptimizerGauges();
    private final Map<ProjectId, Last<TrafficCount>> traffic = new HashMap<>();
    private final Map<ProjectId, Last<MixCompared>> mixes = new HashMap<>();
    private final Map<ProjectId, Last<AdaptState>> chains = new HashMap<>();
    private final Map<ProjectId, Last<GateContest>> contests = new HashMap<>();
    private final Map<ProjectId, Last<PromptsServed>> served = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private Set<Integer> owned = Set.of();

    /** The last record of a key. */
    private record Last<E>(E event, int partition, Instant at) {}

    /** A change of what serves that is not counted yet. */
    private record Change(Last<PromptsServed> table, ServedChange change) {}

    public TableMeters(MeterRegistry registry) {
        this.registry = registry;
        gauges = new GaugeValues(registry);
    }

    /**
     * Reads one record. Other events have no effect.
     *
     * @param at time of the record, which a service takes over from the record that it answers
     * @param isNew whether it was written after the process started: only such changes of what
     *     serves are counted
     */
    public void read(int partition, Instant at, Event event, boolean isNew) {
        switch (event) {
            case RunState run -> runs.read(partition, at, run);
            case DriftDetected alarm -> drift.read(partition, at, alarm);
            case OptimizerState step -> steps.read(partition, at, step);
            case OptimizerVersion version -> optimizers.read(partition, version);
            case TrafficCount count ->
                    traffic.put(count.project(), new Last<>(count, partition, at));
            case MixCompared mix -> mixes.put(mix.project(), new Last<>(mix, partition, at));
            case AdaptState chain ->
                    chains.put(chain.project().id(), new Last<>(chain, partition, at));
            case GateContest contest ->
                    contests.merge(
                            contest.project(), new Last<>(contest, partition, at), this::later);
            case PromptsServed table -> serve(new Last<>(table, partition, at), isNew);
            default -> {
                // The topic of task counts has other counts too.
            }
        }
    }

    /**
     * Shows the gauges of these partitions now, and removes all others. Counts the changes that
     * were read since the last call.
     *
     * @param partitions of the topics
     */
    public void show(Set<Integer> partitions, Instant now) {
        owned = Set.copyOf(partitions);
        Map<GaugeValues.Key, Double> all = new HashMap<>();
        runs.addTo(all, owned, now);
        drift.addTo(all, owned, now);
        steps.addTo(all, owned, now);
        optimizers.addTo(all, owned);
        traffic.values().stream().filter(this::isOwned).forEach(row -> add(all, row.event()));
        mixes.values().stream().filter(this::isOwned).forEach(row -> add(all, row.event(), now));
        chains.values().stream().filter(this::isOwned).forEach(row -> add(all, row.event()));
        contests.values().stream().filter(this::isOwned).forEach(row -> add(all, row, now));
        served.values().stream().filter(this::isOwned).forEach(row -> add(all, row.event()));
        gauges.setAll(all);
        changes.stream()
                .filter(change -> isOwned(change.table()))
                .forEach(change -> count(change.table().event(), change.change(), 1));
        changes.clear();
    }

    /** Removes all gauges. Changes that are not counted yet wait for the next {@link #show}. */
    public void hide() {
        gauges.setAll(Map.of());
    }

    /** A contest that waits is written again after a later one is lost, so the serial decides. */
    private Last<GateContest> later(Last<GateContest> one, Last<GateContest> next) {
        return next.event().serial().compareTo(one.event().serial()) < 0 ? one : next;
    }

    private boolean isOwned(Last<?> row) {
        return owned.contains(row.partition());
    }

    private static void add(Map<GaugeValues.Key, Double> all, TrafficCount count) {
        Tags project = tags(count.project());
        all.put(new GaugeValues.Key(Metrics.WINDOW_TASKS, project), (double) count.arrived());
        all.put(new GaugeValues.Key(Metrics.POOL_TASKS, project), (double) count.pooled());
        all.put(new GaugeValues.Key(Metrics.SUSPICIOUS, project), (double) count.suspicious());
    }

    private static void add(Map<GaugeValues.Key, Double> all, MixCompared mix, Instant now) {
        for (MixNotice.Feature feature : MixNotice.Feature.values()) {
            Tags tags = tags(mix.project()).and("feature", Text.lower(feature));
            all.put(new GaugeValues.Key(Metrics.MIX_DISTANCE, tags), mix.shift(feature).distance());
            all.put(new GaugeValues.Key(Metrics.MIX_LIMIT, tags), mix.shift(feature).limit());
        }
        MixNotice last = mix.last();
        if (last == null || last.at().isBefore(now.minus(LOGS))) return;
        all.put(
                new GaugeValues.Key(Metrics.MIX_AGE, tags(mix.project())),
                Duration.between(last.at(), now).toMillis() / 1e3);
    }

    private static void add(Map<GaugeValues.Key, Double> all, AdaptState chain) {
        int size =
                chain.on() ? Objects.requireNonNull(chain.project().adapt()).window().tasks() : 0;
        all.put(
                new GaugeValues.Key(Metrics.WINDOW_SIZE, tags(chain.project().id())),
                (double) size);
    }

    private static void add(Map<GaugeValues.Key, Double> all, Last<GateContest> row, Instant now) {
        GateContest contest = row.event();
        Tags project = tags(contest.project());
        Tags stage = project.and("stage", Text.lower(contest.stage()));
        double idle = Duration.between(row.at(), now).toMillis() / 1e3;
        all.put(
                new GaugeValues.Key(Metrics.CONTEST_TASKS, project),
                (double) contest.differences().size());
        all.put(new GaugeValues.Key(Metrics.CONTEST_EVIDENCE, project), contest.evidence());
        all.put(new GaugeValues.Key(Metrics.CONTEST_NEEDED, project), 1 / contest.level());
        all.put(new GaugeValues.Key(Metrics.CONTEST_GAIN, project), contest.gain());
        all.put(new GaugeValues.Key(Metrics.CONTEST_STAGE, stage), 1.0);
        all.put(new GaugeValues.Key(Metrics.CONTEST_IDLE, project), idle);
    }

    private void add(Map<GaugeValues.Key, Double> all, PromptsServed table) {
        Tags project = tags(table.project());
        for (PromptsServed.Share share : table.shares())
            all.put(
                    new GaugeValues.Key(Metrics.SERVED_SHARE, project.and("role", share.role())),
                    share.share());
        Arrays.stream(ServedChange.values()).forEach(change -> count(table, change, 0));
    }

    private void serve(Last<PromptsServed> row, boolean isNew) {
        Last<PromptsServed> before = served.get(row.event().project());
        if (before != null && !row.event().isLaterThan(before.event())) return;
        served.put(row.event().project(), row);
        if (before == null || !isNew) return;
        ServedChange.between(before.event(), row.event())
                .ifPresent(change -> changes.add(new Change(row, change)));
    }

    private void count(PromptsServed table, ServedChange change, double amount) {
        Tags tags = tags(table.project()).and("change", Text.lower(change));
        Metrics.SERVED_CHANGES.counter(registry, tags).increment(amount);
    }

    private static Tags tags(ProjectId project) {
        return Tags.of("project", project.value());
    }
}
