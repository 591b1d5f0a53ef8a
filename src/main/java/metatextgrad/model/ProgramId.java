package metatextgrad.model;

/** Names a program: the hash of its content. */
public record ProgramId(String value) implements Id {
    public ProgramId {
        value = Text.nonBlank(value, "program id");
    }

    @Override
    public String toString() {
        return value;
    }
}
