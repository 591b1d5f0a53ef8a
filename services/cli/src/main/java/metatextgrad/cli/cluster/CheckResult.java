package metatextgrad.cli.cluster;

import metatextgrad.cli.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check of the doctor.
 *
 * @param check its name, in a word
 * @param fix the command or setting that solves the problem; null unless the status is {@link
 *     Status#PROBLEM}
 */
public record CheckResult(String check, Status status, String detail, @Nullable String fix) {
    /** Whether the check passed. */
    public enum Status {
        OK,
        /** The check was not possible. */
        UNKNOWN,
        PROBLEM
    }

    public static CheckResult ok(String check, String format, @Nullable Object... values) {
        return new CheckResult(check, Status.OK, Texts.format(format, values), null);
    }

    public static CheckResult unknown(String check, String detail) {
        return new CheckResult(check, Status.UNKNOWN, detail, null);
    }

    public static CheckResult problem(String check, String detail, String fix) {
        return new CheckResult(check, Status.PROBLEM, detail, fix);
    }
}
