package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A run as asked for: project and base optimizers by value, data, seed (RunRequested).
 *
 * @param versions where base optimizers come from that are not the project's own; those that wait
 *     for a verdict get it from this run
 * @param sizes what the run goes over, as counted by whoever asks
 */
public record RunRequest(
        RunId id,
        Project project,
        SnapshotSpec snapshot,
        long seed,
        List<OptimizerVersion> versions,
        Sizes sizes)
        implements Event {
    /** With the project's own optimizers, and without a budget that needs counts. */
    public RunRequest(RunId id, Project project, SnapshotSpec snapshot, long seed) {
        this(id, project, snapshot, seed, List.of(), Sizes.UNKNOWN);
    }

    public RunRequest {
        requireNonNull(id, "id is null");
        requireNonNull(project, "project is null");
        requireNonNull(snapshot, "snapshot is null");
        versions = List.copyOf(versions);
        requireNonNull(sizes, "sizes is null");
    }

    @Override
    public String key() {
        return id.value();
    }
}
