package metatextgrad.services.mtg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for temporary files of a process that may not live to remove them. */
final class Scratch {
    private Scratch() {}

    /** Removes what an earlier process left. */
    static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path each : deepestFirst(folder)) {
            if (!each.equals(folder)) {
                Files.delete(each);
            }
        }
        return folder;
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
