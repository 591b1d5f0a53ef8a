package metatextgrad.json;

import java.util.List;

/** A file somebody wrote cannot be used; says everything that is wrong with it at once. */
public final class InvalidFile extends IllegalArgumentException {
    private final List<String> problems;

    InvalidFile(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line each: where, and what is wrong. */
    public List<String> problems() {
        return problems;
    }
}
