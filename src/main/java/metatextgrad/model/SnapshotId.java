package metatextgrad.model;

/** Names a frozen list of tasks: hash of project, set, announced count and set hash. */
public record SnapshotId(String value) {
    public SnapshotId {
        value = Text.nonBlank(value, "snapshot id");
    }

    @Override
    public String toString() {
        return value;
    }
}
