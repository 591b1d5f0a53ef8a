package metatextgrad.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import metatextgrad.process.FolderLock;
import metatextgrad.process.ShutdownState;
import org.apache.kafka.common.utils.Utils;

/** Deletes temporary folders, at the end or by the next command if their owner was killed. */
final class StaleTempFolders {
    private StaleTempFolders() {}

    /** Deletes the folders with this prefix whose lock names a process that has ended. */
    static void sweep(Path where, String prefix) throws IOException {
        try (Stream<Path> folders = Files.list(where)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .filter(StaleTempFolders::abandoned)
                    .forEach(StaleTempFolders::delete);
        }
    }

    /** Deletes a folder; prints a line if that fails. */
    static void delete(Path folder) {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            // During a shutdown another thread may still write here: the next command deletes it.
            if (ShutdownState.begun()) return;
            System.err.println("mtg: cannot delete the folder " + folder + ": " + e.getMessage());
        }
    }

    private static boolean abandoned(Path folder) {
        try {
            String owner = Files.readString(folder.resolve(FolderLock.FILE)).strip();
            return owner.matches("[0-9]+") && ProcessHandle.of(Long.parseLong(owner)).isEmpty();
        } catch (IOException notOurs) {
            return false;
        }
    }
}
