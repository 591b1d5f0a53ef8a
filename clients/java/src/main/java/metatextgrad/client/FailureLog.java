package metatextgrad.client;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The failures of one activity. The listener gets each one. The log gets the first one after a
 * success, so that an outage is one line and not one per request. It gets one a minute at most,
 * since a gateway may refuse some records and accept others. Thread-safe.
 */
final class FailureLog {
    /** After a line that states a failure. */
    static final Duration QUIET = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(PromptClient.class.getName());

    private final String activity;
    private final ClientFailureListener listener;
    private final LongSupplier nanos;
    private boolean logged;
    private long quietSince;

    /**
     * @param activity such as {@code read mtg.prompts-json}
     */
    FailureLog(String activity, ClientFailureListener listener) {
        this(activity, listener, System::nanoTime);
    }

    /**
     * @param nanos a clock as {@link System#nanoTime}
     */
    FailureLog(String activity, ClientFailureListener listener, LongSupplier nanos) {
        this.activity = activity;
        this.listener = listener;
        this.nanos = nanos;
        quietSince = nanos.getAsLong() - QUIET.toNanos();
    }

    void failed(Throwable cause) {
        String line = "cannot %s: %s".formatted(activity, reason(cause));
        if (isToBeLogged()) LOG.log(WARNING, "{0} (logged once until it works again)", line);
        try {
            listener.failed(line, cause);
        } catch (RuntimeException e) {
            LOG.log(WARNING, "the failure listener threw an exception", e);
        }
    }

    void worked() {
        if (hasEnded()) LOG.log(INFO, "works again: {0}", activity);
    }

    private synchronized boolean isToBeLogged() {
        long now = nanos.getAsLong();
        if (logged || now - quietSince < QUIET.toNanos()) return false;
        logged = true;
        quietSince = now;
        return true;
    }

    private synchronized boolean hasEnded() {
        boolean before = logged;
        logged = false;
        return before;
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
