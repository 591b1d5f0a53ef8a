package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** A run as asked for: project and base optimizers by value, data, seed (RunRequested). */
public record RunRequest(RunId id, Project project, SnapshotSpec snapshot, long seed, Sizes sizes)
        implements Event {
    /** One whose items nobody counted; enough where there is no budget. */
    public RunRequest(RunId id, Project project, SnapshotSpec snapshot, long seed) {
        this(id, project, snapshot, seed, Sizes.UNKNOWN);
    }

    public RunRequest {
        requireNonNull(id, "id is null");
        requireNonNull(project, "project is null");
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(sizes, "sizes is null");
    }

    @Override
    public String key() {
        return id.value();
    }
}
