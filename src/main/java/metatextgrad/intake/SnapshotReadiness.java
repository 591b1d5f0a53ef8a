package metatextgrad.intake;

import metatextgrad.model.event.Snapshot;

/** The status of an announced set. */
sealed interface SnapshotReadiness {
    /** Tasks are missing, or the frozen set is not read back yet. */
    record Waiting() implements SnapshotReadiness {}

    /** Exactly the announced tasks have arrived. */
    record Complete(Snapshot snapshot) implements SnapshotReadiness {}

    /** The snapshot was read back from the log: the first one with its id. */
    record Frozen(Snapshot snapshot) implements SnapshotReadiness {}

    /** The set can never be frozen. */
    record Never(String reason) implements SnapshotReadiness {}
}
