package metatextgrad.streams;

import java.nio.file.Path;
import java.util.Locale;
import metatextgrad.model.Causes;
import metatextgrad.ops.OpenFileLimit;

/** Describes why a service stopped, and what to fix. Pure. */
public final class ServiceFailure {
    private static final String FULL = "no space left on device";

    private ServiceFailure() {}

    /**
     * Returns message and root cause, because libraries wrap the cause and report only that a store
     * did not open. A message that only repeats its cause is left out: it names classes.
     */
    public static String words(Throwable thrown, Path dataFolder) {
        if (diskFull(thrown)) return FULL + " in " + dataFolder.toAbsolutePath().normalize();
        if (OpenFileLimit.caused(thrown)) return OpenFileLimit.REACHED;
        Throwable root = Causes.root(thrown);
        Throwable first =
                Causes.of(thrown).dropWhile(ServiceFailure::repeatsCause).findFirst().orElse(root);
        return first.equals(root) ? text(root) : text(first) + ": " + text(root);
    }

    static boolean diskFull(Throwable thrown) {
        return Causes.of(thrown)
                .anyMatch(cause -> text(cause).toLowerCase(Locale.ROOT).contains(FULL));
    }

    private static boolean repeatsCause(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause != null && text(thrown).equals(cause.toString());
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
