package metatextgrad.json;

import java.util.List;
import java.util.function.Supplier;

/** Thrown for a user's file that is invalid. The message lists all problems. */
public final class InvalidFile extends IllegalArgumentException {
    private final List<String> problems;

    public InvalidFile(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public InvalidFile(String problem) {
        this(List.of(problem));
    }

    /**
     * Returns the value that is read. An {@link IllegalArgumentException} becomes an {@link
     * InvalidFile}.
     */
    static <T> T unless(Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidFile e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidFile(String.valueOf(e.getMessage()));
        }
    }

    /**
     * @throws InvalidFile if there are any
     */
    static void requireNone(List<String> problems) {
        if (!problems.isEmpty()) throw new InvalidFile(problems);
    }

    /** Returns one line per problem, with its location. */
    public List<String> problems() {
        return problems;
    }
}
