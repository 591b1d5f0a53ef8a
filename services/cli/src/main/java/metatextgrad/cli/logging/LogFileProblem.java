package metatextgrad.cli.logging;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import metatextgrad.process.DiskSpace;

/**
 * Reports once that the log file cannot be written. Logback keeps this to itself, drops the lines,
 * and tries again until it succeeds. If the disk of the data folder is full, the process ends with
 * a line that states so, and another line would be one too many. Thread-safe.
 */
final class LogFileProblem implements StatusListener {
    private final Path file;
    private final DiskSpace disk;
    private final Consumer<String> reported;
    private final AtomicBoolean first = new AtomicBoolean(true);

    LogFileProblem(Path file, DiskSpace disk, Consumer<String> reported) {
        this.file = file;
        this.disk = disk;
        this.reported = reported;
    }

    @Override
    public void addStatusEvent(Status status) {
        // Only streams of files end with this exception; the console has another kind of stream.
        if (status.getThrowable() instanceof IOException cause
                && disk.problem().isEmpty()
                && first.getAndSet(false))
            reported.accept(
                    "mtg: cannot write the log file %s: %s; lines are lost until it can be written again"
                            .formatted(file, cause.getMessage()));
    }
}
