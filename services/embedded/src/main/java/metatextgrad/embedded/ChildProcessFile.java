package metatextgrad.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import metatextgrad.process.Exit;

/**
 * A file with the process number of our child, so that the next start can end a child that was
 * left. It has the start time too, since systems reuse process numbers.
 */
final class ChildProcessFile {
    /** If the system's clock is set, the start times of old processes move. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Path file;

    ChildProcessFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle child) throws IOException {
        Files.writeString(file, child.pid() + " " + started(child) + "\n");
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Call it only as the owner of the folder: then the process that started the child has ended.
     */
    void endStale() throws IOException {
        Optional<ProcessHandle> stale = remembered();
        if (stale.isPresent()) {
            stale.get().destroyForcibly();
            await(stale.get());
        }
        clear();
    }

    private Optional<ProcessHandle> remembered() throws IOException {
        try {
            String[] words = Files.readString(file).strip().split(" ", -1);
            if (words.length != 2) return Optional.empty();
            Instant start = Instant.parse(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0])).filter(each -> same(each, start));
        } catch (NoSuchFileException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean same(ProcessHandle process, Instant start) {
        return Duration.between(start, started(process)).abs().compareTo(TOLERANCE) < 0;
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw Exit.FAILURE.problem(
                    e,
                    "the schema registry of an earlier start does not end: kill -9 %s",
                    process.pid());
        }
    }
}
