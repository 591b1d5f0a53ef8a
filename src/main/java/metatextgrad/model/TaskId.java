package metatextgrad.model;

/** Names a task: chosen by the application, else the hash of its content. */
public record TaskId(String value) implements Id {
    public TaskId {
        value = Text.nonBlank(value, "task id");
    }

    @Override
    public String toString() {
        return value;
    }
}
