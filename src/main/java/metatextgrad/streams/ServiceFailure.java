package metatextgrad.streams;

import java.nio.file.Path;
import java.util.Locale;

/** Describes why a service stopped, in words that name what to fix. Pure. */
final class ServiceFailure {
    private static final String FULL = "no space left on device";

    private ServiceFailure() {}

    /** Libraries wrap the cause, and their own message reports only that a store did not open. */
    static String words(Throwable thrown, Path dataFolder) {
        if (diskFull(thrown)) return FULL + " in " + dataFolder.toAbsolutePath().normalize();
        Throwable root = thrown;
        while (root.getCause() != null) root = root.getCause();
        return thrown.getCause() == null ? text(thrown) : text(thrown) + ": " + text(root);
    }

    static boolean diskFull(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (text(cause).toLowerCase(Locale.ROOT).contains(FULL)) return true;
        }
        return false;
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
