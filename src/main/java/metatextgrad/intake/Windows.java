package metatextgrad.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.RowKey;
import metatextgrad.intake.Reservoir.Drawable;
import metatextgrad.model.Split;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.state.PooledTask;

/**
 * Answers requests for tasks of traffic. The drawn tasks become a set, so that runs and evaluations
 * read them like any other. A set counts once it is read back from its topic: the first one wins.
 */
record Windows(DecisionBuilder decision, IntakeKeys keys, Reservoir pool) {
    /** The pool is searched again after this many tasks: a search reads all of it. */
    private static final int EVERY = 25;

    /** Fewer tasks teach nothing. */
    private static final int LEAST_TRAIN = 5;

    /** Ids beyond this many bytes are left out, so that a snapshot stays one record. */
    private static final int MAX_ID_BYTES = 250 * 1024;

    /**
     * Looks at the waiting requests again and reports the count, in steps. Of the suspicious
     * records only the first one is reported at once: an attacker can send many.
     *
     * @param before the count before this event
     */
    void advance(TrafficCount before) {
        boolean looks = isStep(before.seen(), pool.traffic().seen());
        if (looks) decision.all(keys.wanted()).forEach(this::answer);
        TrafficCount now = pool.traffic();
        boolean waits = now.open() > before.open() && isStep(before.open(), now.open());
        if (looks || waits || reports(before, now)) decision.emit(now);
    }

    /** Feedback is no task, so the suspicious records have steps of their own. */
    private static boolean reports(TrafficCount before, TrafficCount now) {
        return (before.suspicious() == 0 && now.suspicious() > 0)
                || isStep(before.suspicious(), now.suspicious());
    }

    private static boolean isStep(long before, long now) {
        return now / EVERY != before / EVERY;
    }

    /** Draws the tasks of a request if the pool has what it takes. */
    void answer(SetRequest request) {
        if (shortage().blocks(request)) return;
        drawn(request).ifPresent(closed -> close(request, closed));
    }

    private Optional<SetClosed> drawn(SetRequest request) {
        return switch (request) {
            case WindowRequested window -> drawn(window);
            case GateItemsRequested items -> drawn(items);
        };
    }

    private Optional<SetClosed> drawn(WindowRequested request) {
        Project project = request.project();
        AdaptSettings adapt = requireNonNull(project.adapt());
        TrafficCount count = pool.traffic();
        if (decision.has(keys.stopped()) || !isDue(request, count)) return Optional.empty();
        List<Drawable> val = drawable(request, Split.VAL);
        if (lacks(request, Split.VAL, val, adapt.run().enough())) return Optional.empty();
        List<Drawable> train = drawable(request, Split.TRAIN);
        if (lacks(request, Split.TRAIN, train, Math.max(LEAST_TRAIN, project.loop().batch())))
            return Optional.empty();
        List<TaskSubmitted> tasks = new ArrayList<>();
        tasks.addAll(take(request, Split.TRAIN, train, adapt.run().train()));
        tasks.addAll(take(request, Split.VAL, val, adapt.run().val()));
        decision.put(keys.traffic(), count.closed());
        MixWatch mix = new MixWatch(decision, keys);
        mix.close(request.number(), count.last(), adapt.evidence().truth());
        sweep(
                WindowRequested.set(0),
                WindowRequested.set(request.number() - WindowRequested.KEPT + 1));
        // The gate may draw the inputs of the deleted window again.
        shortage().clear();
        Optional<SetClosed> closed = frozen(request, tasks, count.arrived());
        TaskSetCounted window = decision.get(keys.count(request.set()));
        for (TaskSubmitted task : decision.all(keys.tasks(request.set())))
            decision.put(windowWith(task), requireNonNull(window));
        return closed;
    }

    private boolean lacks(SetRequest request, Split split, List<Drawable> has, int needed) {
        int missing = needed - has.size();
        if (missing > 0) shortage().note(request, split, missing);
        return missing > 0;
    }

    private Shortage shortage() {
        return new Shortage(decision, keys);
    }

    private static boolean isDue(WindowRequested request, TrafficCount count) {
        AdaptSettings.Window window = requireNonNull(request.project().adapt()).window();
        boolean late =
                request.soon() || !count.last().isBefore(count.first().plus(window.atMost()));
        return count.arrived() >= (late ? window.atLeast() : window.tasks());
    }

    private Optional<SetClosed> drawn(GateItemsRequested request) {
        Predicate<PooledTask> fresh =
                scored(request.project(), Split.GATE)
                        .and(pooled -> !pooled.spent().contains(request.champion()))
                        .and(pooled -> !pooled.spent().contains(request.challenger()))
                        .and(pooled -> !decision.has(windowWith(pooled.task())));
        List<Drawable> usable = pool.drawable(request.project(), Split.GATE, fresh);
        if (lacks(request, Split.GATE, usable, request.tasks())) return Optional.empty();
        List<PooledTask> drawn = pool.draw(usable, request.set(), request.tasks());
        drawn.forEach(pooled -> pool.spend(pooled, request.champion(), request.challenger()));
        // The contest before has ended, so nothing reads the tasks of those before it.
        sweep(
                GateItemsRequested.set(0, 0),
                GateItemsRequested.set(Math.max(0, request.contest() - 1), 0));
        return frozen(request, tasks(drawn, Split.GATE, request.set()), 0);
    }

    /** What a run has learned from decides nothing, also after the pool has dropped it. */
    private RowKey<TaskSetCounted> windowWith(TaskSubmitted task) {
        return keys.windowWith(SplitRule.normalised(task.input()));
    }

    /** Deletes the copies of the sets whose names lie between these. */
    private void sweep(String from, String to) {
        for (SetClosed closed : decision.all(keys.closed())) {
            String set = closed.set();
            if (set.compareTo(from) < 0 || set.compareTo(to) >= 0) continue;
            for (TaskSubmitted task : decision.all(keys.tasks(set))) {
                TaskSetCounted window = decision.get(windowWith(task));
                if (window != null && window.set().equals(set)) decision.delete(windowWith(task));
            }
            decision.deleteAll(keys.tasks(set));
            decision.deleteAll(keys.inputs(set));
            decision.delete(keys.count(set));
            decision.delete(keys.snapshot(closed.snapshot().spec().id()));
            decision.delete(keys.closed(set));
        }
    }

    private static Predicate<PooledTask> scored(Project project, Split split) {
        AdaptSettings.Evidence evidence = requireNonNull(project.adapt()).evidence();
        return pooled -> TrafficTasks.isScored(pooled, split, evidence);
    }

    private List<Drawable> drawable(WindowRequested request, Split split) {
        Predicate<PooledTask> usable =
                scored(request.project(), split)
                        .and(pooled -> !pooled.at().isBefore(request.since()));
        return pool.drawable(request.project(), split, usable);
    }

    private List<TaskSubmitted> take(
            WindowRequested request, Split split, List<Drawable> from, int most) {
        List<PooledTask> drawn = pool.drawByAge(request.project(), from, request.set(), most);
        return tasks(drawn, split, request.set());
    }

    private static List<TaskSubmitted> tasks(List<PooledTask> drawn, Split split, String set) {
        return drawn.stream().map(pooled -> pooled.task().withSet(set).withSplit(split)).toList();
    }

    private Optional<SetClosed> frozen(SetRequest request, List<TaskSubmitted> all, int arrived) {
        List<TaskSubmitted> tasks = new ArrayList<>();
        int bytes = 0;
        for (TaskSubmitted task : all) {
            bytes += task.id().value().getBytes(UTF_8).length;
            if (bytes <= MAX_ID_BYTES) tasks.add(task);
        }
        SnapshotSpec spec = SnapshotSpec.of(request.project(), tasks);
        Instant at = pool.traffic().last();
        return switch (SetFreezer.freeze(spec, tasks)) {
            case SnapshotReadiness.Complete complete -> {
                TaskPool copies = new TaskPool(decision, keys);
                tasks.forEach(copies::copy);
                yield Optional.of(new SetClosed(complete.snapshot(), arrived, at));
            }
            case SnapshotReadiness other ->
                    throw new IllegalStateException("drawn tasks make a set, not " + other);
        };
    }

    private void close(SetRequest request, SetClosed closed) {
        decision.delete(keys.wanted(request.set()));
        decision.emit(closed);
    }
}
