package metatextgrad.model;

/**
 * Names a trial: hash of run, purpose, base optimizer and round. A trial of a fork has the hash of
 * its origin, and the name of the fork.
 */
public record TrialId(String value) implements Id {
    public TrialId {
        value = Text.nonBlank(value, "trial id");
    }

    /** Returns the trial with this hash of the origin of a run, in this run. */
    public static TrialId of(String hash, RunId run) {
        return new TrialId(hash + run.forkName());
    }

    /** The trial whose recorded calls it repeats: itself, unless it is one of a fork. */
    public TrialId origin() {
        return new TrialId(RunId.origin(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
