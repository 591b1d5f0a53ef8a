package metatextgrad.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Snapshot;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/** Makes the frozen list of a set from its tasks, whatever the order they came in. Pure. */
final class SetFreezer {
    /** A snapshot is one record, and no record may exceed 1 MB (RELIABILITY §6.5). */
    private static final int MOST_ID_BYTES = 900 * 1024;

    private SetFreezer() {}

    static Standing freeze(SnapshotSpec spec, Collection<Task> tasks) {
        String never = never(spec, tasks);
        if (never != null) return new Standing.Never(never);
        Map<Split, List<TaskId>> ids = new EnumMap<>(Split.class);
        for (Split split : Split.values()) ids.put(split, ids(spec, split, tasks));
        return new Standing.Complete(
                new Snapshot(
                        spec,
                        ids.getOrDefault(Split.TRAIN, List.of()),
                        ids.getOrDefault(Split.VAL, List.of()),
                        ids.getOrDefault(Split.GATE, List.of()),
                        ids.getOrDefault(Split.TEST, List.of())));
    }

    /** The same words however many tasks came too many, since their order must not matter. */
    static String otherTasks(SnapshotSpec spec) {
        return "set `%s` has other tasks than the %d announced; another data set needs another name"
                .formatted(spec.set(), spec.count());
    }

    private static @Nullable String never(SnapshotSpec spec, Collection<Task> tasks) {
        List<TaskId> ids = tasks.stream().map(Task::id).toList();
        if (!SnapshotSpec.hash(ids).equals(spec.hash())) return otherTasks(spec);
        int bytes = ids.stream().mapToInt(id -> id.value().getBytes(UTF_8).length).sum();
        if (bytes > MOST_ID_BYTES) {
            return "the task ids of set `%s` take %d bytes, at most %d fit: use shorter ones"
                    .formatted(spec.set(), bytes, MOST_ID_BYTES);
        }
        return torn(spec, tasks);
    }

    /** Which question or group stands in two splits, so that one would leak into the other. */
    private static @Nullable String torn(SnapshotSpec spec, Collection<Task> tasks) {
        Map<String, Task> seen = new TreeMap<>();
        for (Task task : tasks) {
            for (String family : families(task)) {
                Task other = seen.putIfAbsent(family, task);
                if (other == null || split(spec, other) == split(spec, task)) continue;
                return "tasks `%s` and `%s` have the same input or group, but are in %s and %s"
                        .formatted(other.id(), task.id(), split(spec, other), split(spec, task));
            }
        }
        return null;
    }

    private static List<String> families(Task task) {
        String input = "input " + SplitRule.normalised(task.input());
        return task.group() == null ? List.of(input) : List.of(input, "group " + task.group());
    }

    /** An order that depends neither on arrival nor on what the ids say. */
    private static List<TaskId> ids(SnapshotSpec spec, Split split, Collection<Task> tasks) {
        return tasks.stream()
                .filter(task -> split(spec, task) == split)
                .map(Task::id)
                .sorted(Comparator.comparing(id -> ContentHash.of("place", spec.id(), id)))
                .toList();
    }

    private static Split split(SnapshotSpec spec, Task task) {
        return SplitRule.split(task, spec.shares());
    }
}
