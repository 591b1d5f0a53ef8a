package metatextgrad.client;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.nio.file.FileSystemException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The failures of one activity. The listener gets each one. The log gets the first one after a
 * success, so that an outage is one line and not one per request. Thread-safe.
 */
final class FailureLog {
    private static final System.Logger LOG = System.getLogger(PromptClient.class.getName());

    private final String activity;
    private final ClientFailureListener listener;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * @param activity such as {@code read mtg.prompts-json}
     */
    FailureLog(String activity, ClientFailureListener listener) {
        this.activity = activity;
        this.listener = listener;
    }

    void failed(Throwable cause) {
        String line = "cannot %s: %s".formatted(activity, reason(cause));
        if (failing.compareAndSet(false, true))
            LOG.log(WARNING, "{0} (logged once until it works again)", line);
        try {
            listener.failed(line, cause);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the failure listener threw an exception", e);
        }
    }

    void worked() {
        if (failing.get() && failing.compareAndSet(true, false))
            LOG.log(INFO, "works again: {0}", activity);
    }

    /** Returns the message of the first cause, in one line. */
    static String reason(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) root = root.getCause();
        String name = root.getClass().getSimpleName();
        String message = root.getMessage();
        if (message == null || message.isBlank()) return name;
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        // The message of most of these is the path alone.
        return root instanceof FileSystemException ? name + ": " + line : line;
    }
}
