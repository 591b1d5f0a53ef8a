package metatextgrad.process;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A problem outside the program: a folder, a port, a missing file. The message is one line: the
 * problem, its place and the fix. Users need no stack trace.
 */
public final class EnvironmentProblem extends RuntimeException {
    private final Exit exit;

    public EnvironmentProblem(Exit exit, String message) {
        this(exit, message, null);
    }

    public EnvironmentProblem(Exit exit, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
        this.exit = requireNonNull(exit, "exit is null");
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    public Exit exit() {
        return exit;
    }

    public int exitCode() {
        return exit.code();
    }
}
