package metatextgrad.release;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Repository;

/** What only some builds make. Its tests are skipped, with the command that makes it. */
final class Built {
    private Built() {}

    /**
     * Skips the test unless the file exists and is newer than its sources.
     *
     * @param sources files and folders of the repository
     * @param command makes the file
     */
    static void require(Path file, String command, List<String> sources) throws IOException {
        assumeTrue(Files.exists(file), file.getFileName() + " is not built: " + command);
        FileTime built = Files.getLastModifiedTime(file);
        for (String source : sources) {
            try (Stream<Path> paths = Files.walk(Repository.ROOT.resolve(source))) {
                for (Path path : paths.filter(Files::isRegularFile).toList())
                    assumeTrue(
                            Files.getLastModifiedTime(path).compareTo(built) <= 0,
                            "%s is older than %s: %s".formatted(file.getFileName(), path, command));
            }
        }
    }
}
