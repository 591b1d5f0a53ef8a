package metatextgrad.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import metatextgrad.model.BatchRequest;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.SnapshotId;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.Task;
import metatextgrad.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Under which keys the rows of one project lie. What people name is percent-encoded, so that no
 * name reaches into another's rows and keys sort as text the way their bytes do.
 */
record IntakeKeys(ProjectId project) {
    String task(Task task) {
        return task(task.set(), task.id());
    }

    String task(@Nullable String set, TaskId id) {
        return tasks(set) + encoded(id.value());
    }

    String tasks(@Nullable String set) {
        return key("task") + (set == null ? "" : encoded(set)) + "|";
    }

    String count(String set) {
        return key("count") + encoded(set);
    }

    String snapshot(SnapshotId id) {
        return key("snapshot") + id;
    }

    /** Stands from when a snapshot is written until it is read back. */
    String freezing(SnapshotId id) {
        return key("freezing") + id;
    }

    /** The shares of the first snapshot. */
    String shares() {
        return key("shares");
    }

    String parked(String set) {
        return key("parked") + encoded(set) + "|";
    }

    String parked(SnapshotSpec spec) {
        return parked(spec.set()) + spec.id() + "|";
    }

    String parked(BatchRequest request) {
        return parked(request.snapshot())
                + ContentHash.of(
                        request.trail().trial(),
                        request.trail().step(),
                        request.trail().sample(),
                        request.split(),
                        request.range().from(),
                        request.range().to(),
                        request.draw());
    }

    private String key(String kind) {
        return encoded(project.value()) + "|" + kind + "|";
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8);
    }
}
