package metatextgrad.model;

/** Names a project; chosen by its owner. */
public record ProjectId(String value) implements Id {
    public ProjectId {
        value = Text.nonBlank(value, "project id");
    }

    @Override
    public String toString() {
        return value;
    }
}
