package metatextgrad.model.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.SnapshotId;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;

/**
 * A finite set as announced with a run. It freezes when exactly these tasks have arrived.
 *
 * @param set the data set's name, as tasks carry it
 * @param count number of its tasks
 * @param hash {@link #hash} of its task ids
 * @param shares how tasks without a stated split are split
 */
public record SnapshotSpec(
        ProjectId project, String set, int count, String hash, SplitShares shares) {
    public SnapshotSpec {
        set = Text.nonBlank(set, "set");
        hash = Text.nonBlank(hash, "hash");
        if (count < 1)
            throw new IllegalArgumentException("a set has at least one task, not " + count);
    }

    /** The spec of all these tasks, which belong to one set, as this project splits them. */
    public static SnapshotSpec of(Project project, List<TaskSubmitted> tasks) {
        return new SnapshotSpec(
                project.id(),
                requireNonNull(tasks.getFirst().set(), "the tasks belong to no set"),
                tasks.size(),
                hash(tasks.stream().map(TaskSubmitted::id).toList()),
                project.shares());
    }

    public SnapshotId id() {
        return new SnapshotId(ContentHash.of("snapshot", project, set, count, hash));
    }

    /** The hash of a set: computed from its task ids in sorted order. */
    public static String hash(Iterable<TaskId> ids) {
        java.util.TreeSet<String> sorted = new java.util.TreeSet<>();
        ids.forEach(id -> sorted.add(id.value()));
        return ContentHash.of(sorted.toArray());
    }
}
