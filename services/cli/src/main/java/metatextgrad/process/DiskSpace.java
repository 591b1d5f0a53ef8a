package metatextgrad.process;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Free space on the disk of a data folder. Thread-safe.
 *
 * @param folder it may be missing; then the disk is that of its nearest parent
 */
public record DiskSpace(Path folder) {
    /** To end in order, a process has to write as well. */
    static final long RESERVE_BYTES = 64L << 20;

    public DiskSpace {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Returns how many bytes this process may write. */
    public long freeBytes() {
        return existing().getUsableSpace();
    }

    /**
     * Returns the problem of a disk that is full or almost full. Empty if there is space, if the
     * file system does not report its size, or if it is read-only: then free space does not help.
     */
    public Optional<EnvironmentProblem> problem() {
        long free = freeBytes();
        if (free >= RESERVE_BYTES || existing().getTotalSpace() == 0 || !existing().canWrite())
            return Optional.empty();
        return Optional.of(
                Exit.CONFIGURATION.problem(
                        "the disk of the data folder %s is full: %d bytes are free, and mtg needs %d. Free some space on it, or move the folder to a larger disk, then start mtg again",
                        folder, free, RESERVE_BYTES));
    }

    private File existing() {
        File there = folder.toFile();
        while (!there.exists() && there.getParentFile() != null) there = there.getParentFile();
        return there;
    }
}
