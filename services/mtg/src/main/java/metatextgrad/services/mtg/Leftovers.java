package metatextgrad.services.mtg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary data folders: deleted at the end, or by the next command if the owner was killed. */
final class Leftovers {
    private Leftovers() {}

    /** Deletes the folders of this name whose lock names a process that is no more. */
    static void sweep(Path where, String prefix) throws IOException {
        try (Stream<Path> folders = Files.list(where)) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .filter(Leftovers::abandoned)
                    .forEach(Leftovers::delete);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) Files.deleteIfExists(file);
        } catch (IOException | UncheckedIOException e) {
            // In an early end somebody may still write here: the next command sweeps.
            if (Ending.begun()) return;
            System.err.println("mtg: " + folder + " stays: " + e.getMessage());
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
