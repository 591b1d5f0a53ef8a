package metatextgrad.json;

/** A field of a document that cannot be used. Its message is one line that begins with the path. */
final class InvalidField extends IllegalArgumentException {
    private final String path;
    private final String problem;

    InvalidField(String path, String problem) {
        this.path = path;
        this.problem = problem.replaceAll("\\R", " ");
    }

    /** Where the field is, such as {@code seed.nodes[0].id}; empty for the whole document. */
    String path() {
        return path;
    }

    /** What is wrong with it, in one line. */
    String problem() {
        return problem;
    }

    @Override
    public String getMessage() {
        return path.equals(JsonFields.ROOT) ? problem : path + ": " + problem;
    }
}
