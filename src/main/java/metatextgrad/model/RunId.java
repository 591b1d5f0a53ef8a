package metatextgrad.model;

/** Names a run. The caller who starts the run chooses the name, and it must never be used twice. */
public record RunId(String value) implements Id {
    public RunId {
        value = Text.nonBlank(value, "run id");
    }

    @Override
    public String toString() {
        return value;
    }
}
