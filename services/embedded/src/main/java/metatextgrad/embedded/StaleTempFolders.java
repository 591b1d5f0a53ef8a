package metatextgrad.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.cli.logging.Logs;
import metatextgrad.process.FolderLock;
import metatextgrad.process.ShutdownState;
import org.apache.kafka.common.utils.Utils;

/**
 * Deletes temporary folders, at the end or by the next command if their owner was killed. A data
 * folder that a user named has no marker, and is never deleted.
 */
final class StaleTempFolders {
    /** Marks a temporary folder; it has the process number of the owner. */
    static final String MARKER = ".temporary";

    private StaleTempFolders() {}

    /** Marks a folder as one of this process. */
    static void mark(Path folder) throws IOException {
        Files.writeString(folder.resolve(MARKER), ProcessHandle.current().pid() + "\n");
    }

    /** Deletes the marked folders with this prefix whose owner has ended. */
    static void sweep(Path where, String prefix) throws IOException {
        try (Stream<Path> folders = Files.list(where)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .filter(StaleTempFolders::abandoned)
                    .forEach(StaleTempFolders::delete);
        }
    }

    /**
     * Deletes a folder; prints a line if that fails. The marker goes last, so that the next command
     * finds a folder that could not be deleted.
     */
    static void delete(Path folder) {
        deleteAllBut(folder, Set.of(folder.resolve(MARKER)));
    }

    /** As {@link #delete}, but leaves the logs of a failure to the next command. */
    static void deleteAllButLogs(Path folder) {
        deleteAllBut(folder, Set.of(folder.resolve(MARKER), logs(folder)));
    }

    private static void deleteAllBut(Path folder, Set<Path> last) {
        try {
            for (Path part : parts(folder)) if (!last.contains(part)) Utils.delete(part.toFile());
            if (Files.exists(logs(folder))) return;
            Utils.delete(folder.toFile());
        } catch (NoSuchFileException e) {
            // Another command deletes it.
        } catch (IOException e) {
            // During a shutdown another thread may still write here: the next command deletes it.
            if (ShutdownState.begun()) return;
            System.err.println("mtg: cannot delete the folder " + folder + ": " + e.getMessage());
        }
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> parts = Files.list(folder)) {
            return parts.toList();
        }
    }

    private static Path logs(Path folder) {
        return requireNonNull(Logs.file(folder).getParent());
    }

    /** A user may have started {@code mtg up} on the folder of a process that was killed. */
    private static boolean abandoned(Path folder) {
        return ended(folder.resolve(MARKER))
                && (Files.notExists(folder.resolve(FolderLock.FILE))
                        || ended(folder.resolve(FolderLock.FILE)));
    }

    private static boolean ended(Path file) {
        try {
            String owner = Files.readString(file).strip();
            return owner.matches("[0-9]+") && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
        } catch (IOException notOurs) {
            return false;
        }
    }
}
