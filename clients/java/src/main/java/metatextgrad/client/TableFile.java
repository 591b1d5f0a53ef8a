package metatextgrad.client;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of the last serving table. A write replaces the whole file or nothing, so that several
 * processes can share it. Failures are reported, and the client works on without the file.
 */
final class TableFile {
    private final Path file;
    private final FailureLog failures;

    TableFile(Path file, FailureLog failures) {
        this.file = file.toAbsolutePath();
        this.failures = failures;
    }

    /** Returns the content; empty if there is no file, or if it cannot be read. */
    Optional<byte[]> read() {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            failures.failed(e);
            return Optional.empty();
        }
    }

    /** Returns whether the file has the table now. */
    boolean write(byte[] table) {
        try {
            Path folder = Files.createDirectories(file.resolveSibling("").toAbsolutePath());
            Path whole = Files.createTempFile(folder, file.getFileName() + ".", ".new");
            try {
                Files.write(whole, table, WRITE, DSYNC);
                Files.move(whole, file, ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
            failures.worked();
            return true;
        } catch (IOException e) {
            failures.failed(e);
            return false;
        }
    }
}
