package metatextgrad.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import metatextgrad.candidate.Quotes;
import metatextgrad.model.Failure;
import metatextgrad.model.Range;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.TextGuard;
import metatextgrad.statistics.Seeds;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a batch: a function of snapshot, seed, step and range, never of time (RELIABILITY §5
 * rule 8). Pure.
 *
 * <p>Training ranges are places of an endless sequence. It repeats the train list in one random
 * order after another; the seed and the number of the repetition determine each order. All other
 * ranges are places of the list itself, in which a request may put some tasks first.
 */
public final class BatchPolicy {
    /** A batch that reaches this much task text ends before its range does. */
    static final int MAX_BYTES = 512 * 1024;

    private BatchPolicy() {}

    /**
     * Returns the batch, or its refusal with the reason; empty until all of its tasks have arrived.
     *
     * @param arrived returns a task by its id, or null until it has arrived
     */
    public static Optional<TaskBatch> fill(
            BatchRequested request,
            Snapshot snapshot,
            Function<TaskId, @Nullable TaskSubmitted> arrived) {
        List<TaskId> all = snapshot.ids(request.split());
        String never = never(request, snapshot, all.size());
        if (never != null) return Optional.of(refused(request, new Failure.Infrastructure(never)));
        if (QuoteCheck.isDue(request)) {
            switch (QuoteCheck.of(request, snapshot, arrived)) {
                case WAITING -> {
                    return Optional.empty();
                }
                case COPIES -> {
                    return Optional.of(refused(request, new Failure.Copied(Quotes.REASON)));
                }
                case CLEAN -> {}
            }
        }
        List<TaskSubmitted> tasks = new ArrayList<>();
        int bytes = 0;
        for (TaskId id : ids(request, all)) {
            TaskSubmitted task = arrived.apply(id);
            if (task == null) return Optional.empty();
            bytes += bytes(task);
            if (bytes > MAX_BYTES && !tasks.isEmpty()) break;
            tasks.add(task);
        }
        TaskSubmitted draw = null;
        if (request.draw() != BatchRequested.NO_DRAW) {
            List<TaskId> train = snapshot.train();
            draw = arrived.apply(train.get(Math.floorMod(request.draw(), train.size())));
            if (draw == null) return Optional.empty();
        }
        return Optional.of(
                batch(request, settings(request, snapshot), all.size(), tasks, draw, null));
    }

    /** Returns the answer to a request that can never be filled. */
    public static TaskBatch refused(BatchRequested request, Failure why) {
        return batch(request, request.settings(), 0, List.of(), null, why);
    }

    private static @Nullable String never(BatchRequested request, Snapshot snapshot, int size) {
        if (request.draw() != BatchRequested.NO_DRAW && snapshot.train().isEmpty())
            return "the train split is empty, so no pair can be drawn from it";
        if (request.range().size() == 0) return null;
        if (size == 0) {
            return "the %s split of set `%s` is empty"
                    .formatted(Text.lower(request.split()), request.snapshot().set());
        }
        int batch = request.settings().batch();
        return request.split().isTraining() && size < batch
                ? "the train split has %s tasks, a batch needs %s".formatted(size, batch)
                : null;
    }

    private static List<TaskId> ids(BatchRequested request, List<TaskId> all) {
        Range range = request.range();
        int from = Math.min(range.from(), all.size());
        int to = Math.min(range.to(), all.size());
        return request.split().isTraining()
                ? trainIds(request, all)
                : ordered(request.first(), all).subList(from, to);
    }

    /** Returns the list with these tasks first; tasks of another list are left out. */
    private static List<TaskId> ordered(List<TaskId> first, List<TaskId> all) {
        if (first.isEmpty()) return all;
        Set<TaskId> order = new LinkedHashSet<>(first);
        order.retainAll(Set.copyOf(all));
        order.addAll(all);
        return List.copyOf(order);
    }

    private static List<TaskId> trainIds(BatchRequested request, List<TaskId> train) {
        List<TaskId> ids = new ArrayList<>();
        int[] order = {};
        int drawn = -1;
        for (int place = request.range().from(); place < request.range().to(); place++) {
            int epoch = place / train.size();
            if (epoch != drawn)
                order = Seeds.of("train", request.seed(), epoch).permutation(train.size());
            drawn = epoch;
            ids.add(train.get(order[place % train.size()]));
        }
        return ids;
    }

    /** Training batches state what the right answers have in common, unless they are private. */
    private static LoopSettings settings(BatchRequested request, Snapshot snapshot) {
        LoopSettings settings = request.settings();
        return request.split().isTraining() && settings.mayShowTargets()
                ? settings.withTargetSet(snapshot.targetSet())
                : settings;
    }

    private static TaskBatch batch(
            BatchRequested request,
            LoopSettings settings,
            int of,
            List<TaskSubmitted> tasks,
            @Nullable TaskSubmitted draw,
            @Nullable Failure refused) {
        return new TaskBatch(
                request.stepRef(),
                request.split(),
                first(request),
                of,
                tasks,
                request.program(),
                settings.with(TextGuard.NONE),
                draw,
                refused);
    }

    /**
     * Training slots are counted within their step, so that the rest of a step continues the
     * numbering.
     */
    private static int first(BatchRequested request) {
        int from = request.range().from();
        return request.split().isTraining() ? from % request.settings().batch() : from;
    }

    private static int bytes(TaskSubmitted task) {
        int target = task.target() == null ? 0 : task.target().getBytes(UTF_8).length;
        return task.input().getBytes(UTF_8).length + target;
    }
}
