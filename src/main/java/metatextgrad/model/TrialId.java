package metatextgrad.model;

/** Names a trial: hash of run, purpose, base optimizer and round. */
public record TrialId(String value) {
    public TrialId {
        value = Text.nonBlank(value, "trial id");
    }

    @Override
    public String toString() {
        return value;
    }
}
