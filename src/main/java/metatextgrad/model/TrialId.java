package metatextgrad.model;

/** Names a trial: hash of run, purpose, base optimizer and round. */
public record TrialId(String value) implements Id {
    public TrialId {
        value = Text.nonBlank(value, "trial id");
    }

    @Override
    public String toString() {
        return value;
    }
}
