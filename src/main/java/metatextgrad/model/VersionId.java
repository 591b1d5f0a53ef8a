package metatextgrad.model;

/** Names an immutable version of a project's program: the hash of project and content. */
public record VersionId(String value) implements Id {
    public VersionId {
        value = Text.nonBlank(value, "version id");
    }

    /**
     * The id of a program in a project. The same program of the same project is the same version in
     * every run.
     */
    public static VersionId of(ProjectId project, Program program) {
        return new VersionId(ContentHash.of("prompt-version", project, program.id()));
    }

    @Override
    public String toString() {
        return value;
    }
}
