package metatextgrad.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import org.jspecify.annotations.Nullable;

/** Makes the frozen list of a set from its tasks, in any order of arrival. Pure. */
final class SetFreezer {
    /**
     * The report of a run names each item up to four times, and is one record like the snapshot
     * (RELIABILITY §6.5). Generated ids fit ten thousand times.
     */
    private static final int MAX_ID_BYTES = 300 * 1024;

    private SetFreezer() {}

    static SnapshotReadiness freeze(SnapshotSpec spec, Collection<TaskSubmitted> tasks) {
        Map<TaskId, Split> splits = new LinkedHashMap<>();
        for (TaskSubmitted task : tasks)
            splits.put(task.id(), SplitRule.split(task, spec.shares()));
        String never = never(spec, tasks, splits);
        if (never != null) return new SnapshotReadiness.Never(never);
        return new SnapshotReadiness.Complete(
                new Snapshot(
                        spec,
                        ids(spec, splits, Split.TRAIN),
                        ids(spec, splits, Split.VAL),
                        ids(spec, splits, Split.GATE),
                        ids(spec, splits, Split.TEST),
                        targetSet(tasks, splits)));
    }

    /**
     * Returns what the right answers of training tasks have in common. Other tasks do not count.
     */
    private static String targetSet(Collection<TaskSubmitted> tasks, Map<TaskId, Split> splits) {
        return TargetSet.of(
                        tasks.stream()
                                .filter(task -> splits.get(task.id()) == Split.TRAIN)
                                .map(TaskSubmitted::target)
                                .filter(Objects::nonNull)
                                .toList())
                .text();
    }

    /**
     * The reason is the same for any number of surplus tasks, since their order must not matter.
     */
    static String otherTasks(SnapshotSpec spec) {
        return "set `%s` has other tasks than the %s announced; another data set needs another name"
                .formatted(spec.set(), spec.count());
    }

    private static @Nullable String never(
            SnapshotSpec spec, Collection<TaskSubmitted> tasks, Map<TaskId, Split> splits) {
        Set<TaskId> ids = splits.keySet();
        if (!SnapshotSpec.hash(ids).equals(spec.hash())) return otherTasks(spec);
        int bytes = ids.stream().mapToInt(id -> id.value().getBytes(UTF_8).length).sum();
        if (bytes > MAX_ID_BYTES) {
            return "the task ids of set `%s` take %s bytes, at most %s fit: use shorter ones"
                    .formatted(spec.set(), bytes, MAX_ID_BYTES);
        }
        return torn(tasks, splits);
    }

    /** The question or group that is in two splits, so that one split would leak into the other. */
    private static @Nullable String torn(
            Collection<TaskSubmitted> tasks, Map<TaskId, Split> splits) {
        Map<String, TaskId> seen = new TreeMap<>();
        for (TaskSubmitted task : tasks) {
            for (String family : families(task)) {
                TaskId other = seen.putIfAbsent(family, task.id());
                if (other == null || splits.get(other) == splits.get(task.id())) continue;
                return "tasks `%s` and `%s` have the same input or group, but are in %s and %s"
                        .formatted(other, task.id(), splits.get(other), splits.get(task.id()));
            }
        }
        return null;
    }

    private static List<String> families(TaskSubmitted task) {
        String input = "input " + SplitRule.normalised(task.input());
        return task.group() == null ? List.of(input) : List.of(input, "group " + task.group());
    }

    /** An order that depends neither on arrival nor on the content of the ids. */
    private static List<TaskId> ids(SnapshotSpec spec, Map<TaskId, Split> splits, Split split) {
        Map<String, TaskId> places = new TreeMap<>();
        splits.forEach(
                (id, of) -> {
                    if (of == split) places.put(ContentHash.of("place", spec.id(), id), id);
                });
        return List.copyOf(places.values());
    }
}
