package metatextgrad.intake;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.model.Failure;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.state.PinnedShares;
import metatextgrad.model.state.TaskOfInput;

/** The tasks, frozen sets and parked requests of one project, while one event is decided. */
final class TaskPool {
    private final DecisionBuilder decision;
    private final IntakeKeys keys;

    TaskPool(DecisionBuilder decision, IntakeKeys keys) {
        this.decision = decision;
        this.keys = keys;
    }

    /** Keeps a task of a named set. */
    void keep(TaskSubmitted task) {
        decision.emit(copy(task));
    }

    /** Keeps a task as {@link #keep} does, for a set that intake draws itself. */
    TaskSetCounted copy(TaskSubmitted task) {
        String set = requireNonNull(task.set());
        decision.put(keys.task(task), task);
        decision.put(keys.input(set, task.input()), new TaskOfInput(task.id()));
        TaskSetCounted counted = new TaskSetCounted(task.project(), set, count(set) + 1);
        decision.put(keys.count(set), counted);
        return counted;
    }

    /** Splits never change, so the shares of a project's first snapshot bind all later ones. */
    void keep(Snapshot snapshot) {
        SnapshotSpec spec = snapshot.spec();
        decision.delete(keys.freezing(spec.id()));
        if (otherShares(spec)) return;
        decision.put(keys.snapshot(spec.id()), snapshot);
        decision.put(keys.shares(), new PinnedShares(spec.shares()));
    }

    void park(BatchRequested request) {
        decision.put(keys.parked(request), request);
    }

    /** Reports a parked request once. A set that only waits to be frozen is not reported. */
    void reportIfParked(BatchRequested request) {
        String set = request.snapshot().set();
        int announced = request.snapshot().count();
        if (!decision.has(keys.parked(request)) || count(set) >= announced) return;
        decision.emit(
                new BatchParked(
                        request.stepRef(),
                        request.split(),
                        request.range().from(),
                        "%d of %d tasks of set `%s` have arrived"
                                .formatted(count(set), announced, set)));
    }

    /** Checks the parked requests again, set by set, since the scan of a set is expensive. */
    void advance(List<BatchRequested> parked) {
        for (SnapshotSpec spec :
                parked.stream().map(BatchRequested::snapshot).distinct().toList()) {
            List<BatchRequested> requests =
                    parked.stream().filter(request -> request.snapshot().equals(spec)).toList();
            switch (readiness(spec)) {
                case SnapshotReadiness.Waiting waiting -> {}
                case SnapshotReadiness.Complete complete -> {
                    decision.put(
                            keys.freezing(spec.id()),
                            new TaskSetCounted(spec.project(), spec.set(), spec.count()));
                    decision.emit(complete.snapshot());
                }
                case SnapshotReadiness.Frozen frozen ->
                        requests.forEach(
                                request -> answer(request, fill(request, frozen.snapshot())));
                case SnapshotReadiness.Never never ->
                        requests.forEach(request -> answer(request, refuse(request, never)));
            }
        }
    }

    private SnapshotReadiness readiness(SnapshotSpec spec) {
        if (otherShares(spec)) {
            return new SnapshotReadiness.Never(
                    "the tasks of project `%s` are permanently split by other shares"
                            .formatted(spec.project()));
        }
        int count = count(spec.set());
        Snapshot snapshot = decision.get(keys.snapshot(spec.id()));
        if (snapshot != null) {
            return count < spec.count()
                    ? new SnapshotReadiness.Waiting()
                    : new SnapshotReadiness.Frozen(snapshot);
        }
        if (spec.count() > Snapshot.MAX) {
            return new SnapshotReadiness.Never(
                    "set `%s` has %s tasks; a set has at most %s. Send the tasks in several sets"
                            .formatted(spec.set(), spec.count(), Snapshot.MAX_TEXT));
        }
        if (count < spec.count() || decision.has(keys.freezing(spec.id())))
            return new SnapshotReadiness.Waiting();
        if (count > spec.count()) return new SnapshotReadiness.Never(SetFreezer.otherTasks(spec));
        return SetFreezer.freeze(spec, decision.all(keys.tasks(spec.set())));
    }

    private Optional<TaskBatch> fill(BatchRequested request, Snapshot snapshot) {
        String set = request.snapshot().set();
        return BatchPolicy.fill(request, snapshot, id -> decision.get(keys.task(set, id)));
    }

    private static Optional<TaskBatch> refuse(
            BatchRequested request, SnapshotReadiness.Never never) {
        return Optional.of(
                BatchPolicy.refused(request, new Failure.Infrastructure(never.reason())));
    }

    private void answer(BatchRequested request, Optional<TaskBatch> batch) {
        batch.ifPresent(
                filled -> {
                    decision.emit(filled);
                    decision.delete(keys.parked(request));
                });
    }

    private int count(String set) {
        TaskSetCounted count = decision.get(keys.count(set));
        return count == null ? 0 : count.tasks();
    }

    private boolean otherShares(SnapshotSpec spec) {
        PinnedShares pinned = decision.get(keys.shares());
        return pinned != null && !pinned.shares().equals(spec.shares());
    }
}
