package metatextgrad.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Ends a child process when its parent ends. Standard input of the child is a pipe that closes even
 * if the parent is killed by {@code kill -9}. Only the JDK is needed, since a child may have no
 * other class of ours.
 */
public final class ParentWatch {
    private static final Duration GRACE = Duration.ofSeconds(3);

    private ParentWatch() {}

    /** Begins to watch; call it first in the child. */
    public static void start() {
        daemon("parent-watch", () -> endWith(System.in));
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void endWith(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                // The parent writes nothing; the end of the stream is the signal.
            }
        } catch (IOException e) {
            // A broken pipe means the same.
        }
        daemon("halt", ParentWatch::haltAfterGrace);
        System.exit(0);
    }

    /** A shutdown hook that hangs must not keep the process alive. */
    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException e) {
            // Then halt at once.
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }
}
