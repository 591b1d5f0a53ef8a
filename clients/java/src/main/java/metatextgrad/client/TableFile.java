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
 * processes can share it. The table of a process that is ahead stays. Failures are reported, and
 * the client works on without the file.
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

    /** Returns whether the file has the table now, or a newer one. */
    boolean write(byte[] table) {
        try {
            if (isAhead(ServingTable.read(table))) return true;
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

    private boolean isAhead(ServingTable table) throws IOException {
        if (!Files.exists(file)) return false;
        try {
            ServingTable kept = ServingTable.read(Files.readAllBytes(file));
            return kept.project().equals(table.project()) && kept.serial() > table.serial();
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }
}
