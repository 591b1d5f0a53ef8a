package metatextgrad.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/**
 * A temporary data folder, deleted when the command ends, also on Ctrl-C. Parts that use it are
 * closed first. Used by one thread; the shutdown hook waits for it.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final String PREFIX = "mtg-";

    private final Path folder;
    private final Thread hook = new Thread(this::endEarly, "end");
    private @Nullable AutoCloseable inside;
    private boolean failed;
    private boolean ended;

    private TemporaryFolder(Path folder) {
        this.folder = folder;
    }

    public static TemporaryFolder temporary() {
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static TemporaryFolder in(Path where) {
        try {
            StaleTempFolders.sweep(where, PREFIX);
            TemporaryFolder workspace =
                    new TemporaryFolder(Files.createTempDirectory(where, PREFIX));
            StaleTempFolders.mark(workspace.folder);
            Runtime.getRuntime().addShutdownHook(workspace.hook);
            return workspace;
        } catch (IOException e) {
            throw Exit.FAILURE.problem(
                    e,
                    "no temporary folder can be created in %s: free some space, or set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER",
                    where);
        }
    }

    public Path path() {
        return folder;
    }

    /**
     * Sets the part to close before the folder is deleted, if the process is shut down. Call it
     * once the part has started: until then a shutdown leaves the folder to the next command.
     */
    public synchronized void closeOnExit(AutoCloseable part) {
        inside = part;
    }

    /** Keeps the logs until the next command: the message of a failure names them. */
    synchronized void keepLogs() {
        failed = true;
    }

    /** Also keeps the logs of a part that did not start. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs, and has nothing left to do.
        }
    }

    /** Keeps the folder of a part that still starts: its broker could write there. */
    void endEarly() {
        System.err.println("shutting down");
        if (started()) end();
    }

    private synchronized boolean started() {
        return inside != null;
    }

    private synchronized void end() {
        if (ended) return;
        ended = true;
        try {
            if (inside != null) inside.close();
        } catch (Exception e) {
            System.err.println("mtg: " + e.getMessage());
        }
        if (failed || inside == null) StaleTempFolders.deleteAllButLogs(folder);
        else StaleTempFolders.delete(folder);
    }
}
