package metatextgrad.streams;

import java.nio.file.Path;
import java.util.Locale;

/** What made a service stop, in words that tell people what to mend. Pure. */
final class Failure {
    private static final String FULL = "no space left on device";

    private Failure() {}

    /** Libraries wrap the cause, and say only that a store did not open. */
    static String words(Throwable thrown, Path dataFolder) {
        Throwable root = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            root = cause;
            if (text(cause).toLowerCase(Locale.ROOT).contains(FULL))
                return FULL + " in " + dataFolder.toAbsolutePath().normalize();
        }
        return thrown.getCause() == null ? text(thrown) : text(thrown) + ": " + text(root);
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
