package metatextgrad.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * A lock on a folder, for one process. The system frees it when the owner ends for any reason. The
 * process number in the file is for the message that another process prints.
 */
public final class FolderLock implements AutoCloseable {
    public static final String FILE = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates the folder if it is missing, and makes it private. */
    public static FolderLock take(Path folder) {
        return take(
                folder,
                owner ->
                        "The data folder %s is in use by %s. Stop it first, or specify another folder."
                                .formatted(folder.toAbsolutePath().normalize(), owner));
    }

    /**
     * As {@link #take(Path)}.
     *
     * @param inUse the message; its parameter names the owner
     */
    public static FolderLock take(Path folder, UnaryOperator<String> inUse) {
        try {
            Path file = PrivateFolder.create(folder).resolve(FILE);
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw Exit.CONFIGURATION.problem(inUse.apply(owner(Files.readString(file))));
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
            return new FolderLock(channel);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    /** Returns the problem of a folder that cannot be written, or of a disk that is full. */
    public static EnvironmentProblem notWritable(Path folder, IOException cause) {
        DiskSpace disk = new DiskSpace(folder);
        return disk.problem()
                .orElseGet(
                        () ->
                                Exit.CONFIGURATION.problem(
                                        cause,
                                        "Cannot write to the data folder %s (%s). Make it writable, or specify another folder.",
                                        disk.folder(),
                                        reason(cause)));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // This process has the lock already.
            return false;
        }
    }

    private static String owner(String number) {
        return number.isBlank() ? "another process" : "process " + number.strip();
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileAlreadyExistsException) return "a file with that name exists";
        if (cause instanceof FileSystemException problem && problem.getReason() != null)
            return problem.getReason();
        return cause.getClass().getSimpleName();
    }
}
