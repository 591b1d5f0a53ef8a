package metatextgrad.process;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Exit codes. Scripts rely on them, so codes are added but never changed. The table in {@code
 * docs/operations.md} repeats them.
 */
public enum Exit {
    OK(0, "Done."),
    FAILURE(
            1,
            "A failure that may be transient; also a missed expectation of an experiment, and a replay that differs."),
    USAGE(2, "The command line is wrong."),
    NOT_FOUND(3, "A named file, project, run or optimizer does not exist."),
    BELOW_BOUND(
            4,
            "A prompt is not shown to be good enough: the interval of mtg eval run reaches below --fail-below."),
    UNREACHABLE(6, "Kafka or the schema registry does not answer."),
    /** {@code EX_CONFIG} of {@code sysexits.h}. */
    CONFIGURATION(
            78,
            "A problem with settings, input, topics, a port, a folder or the model. Fix it before you start again."),
    /** What a shell reports after Ctrl-C: 128 + SIGINT. */
    INTERRUPTED(130, "Ctrl-C.");

    private final int code;
    private final String sentence;

    Exit(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public int code() {
        return code;
    }

    /** Returns when a command ends with this code. */
    public String sentence() {
        return sentence;
    }

    /**
     * Returns a problem that ends the command with this code.
     *
     * @param format as of {@link String#format}; without values it is the message itself
     */
    public EnvironmentProblem problem(String format, @Nullable Object... values) {
        return new EnvironmentProblem(this, message(format, values), null);
    }

    /** As {@link #problem(String, Object...)}, with the exception that caused it. */
    public EnvironmentProblem problem(
            @Nullable Throwable cause, String format, @Nullable Object... values) {
        return new EnvironmentProblem(this, message(format, values), cause);
    }

    /** Returns the problem of an interrupted thread, which stays marked as interrupted. */
    public static EnvironmentProblem interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return INTERRUPTED.problem(e, "interrupted");
    }

    private static String message(String format, @Nullable Object... values) {
        return values.length == 0 ? format : String.format(Locale.ROOT, format, values);
    }
}
