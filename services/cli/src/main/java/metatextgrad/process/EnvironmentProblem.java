package metatextgrad.process;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A problem outside the program: a folder, a port, a missing file. The message is one line: the
 * problem, its place and the fix. Users need no stack trace.
 */
public final class EnvironmentProblem extends RuntimeException {
    private final Exit exit;

    EnvironmentProblem(Exit exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    public Exit exit() {
        return exit;
    }
}
