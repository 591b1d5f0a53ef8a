package metatextgrad.streams;

import java.nio.file.Path;
import java.util.Locale;
import metatextgrad.model.Causes;

/** Describes why a service stopped, and what to fix. Pure. */
final class ServiceFailure {
    private static final String FULL = "no space left on device";

    private ServiceFailure() {}

    /**
     * Returns message and root cause, because libraries wrap the cause and report only that a store
     * did not open.
     */
    static String words(Throwable thrown, Path dataFolder) {
        if (diskFull(thrown)) return FULL + " in " + dataFolder.toAbsolutePath().normalize();
        Throwable root = Causes.root(thrown);
        return thrown.equals(root) ? text(thrown) : text(thrown) + ": " + text(root);
    }

    static boolean diskFull(Throwable thrown) {
        return Causes.of(thrown)
                .anyMatch(cause -> text(cause).toLowerCase(Locale.ROOT).contains(FULL));
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
