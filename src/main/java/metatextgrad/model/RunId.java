package metatextgrad.model;

/** Names a run; chosen by whoever starts it, unique for ever. */
public record RunId(String value) {
    public RunId {
        value = Text.nonBlank(value, "run id");
    }

    @Override
    public String toString() {
        return value;
    }
}
