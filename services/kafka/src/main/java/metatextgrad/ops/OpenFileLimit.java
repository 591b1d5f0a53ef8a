package metatextgrad.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import metatextgrad.model.Causes;

/** Recognises that this process may open no more files. Thread-safe. */
public final class OpenFileLimit {
    /** The problem and its fix, in one line. */
    public static final String REACHED =
            "too many open files: raise the limit, for example with ulimit -n 4096";

    private static final String REASON = "too many open files";

    private OpenFileLimit() {}

    /** Returns whether the limit caused a failure. */
    public static boolean caused(Throwable thrown) {
        return Causes.of(thrown)
                .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(message -> message.contains(REASON));
    }

    /**
     * Returns whether the limit is reached now. A class of a jar that cannot be opened is only
     * missing: its exception names no reason.
     */
    public static boolean reached() {
        try (var any = Files.newDirectoryStream(Path.of(System.getProperty("java.home")))) {
            return false;
        } catch (IOException e) {
            return caused(e);
        }
    }
}
