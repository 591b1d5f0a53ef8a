package metatextgrad.cli.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own that a test can fill. To mount one, the tests must run as root.
 *
 * @param folder where it is mounted
 */
public record SmallDisk(Path folder) implements AutoCloseable {
    private static final int CHUNK = 64 << 10;

    /** Skips the test, with the reason, where no file system can be mounted. */
    public static SmallDisk mount(Path folder, int mebibytes) throws IOException {
        Files.createDirectories(folder);
        String size = "size=" + mebibytes + "m,mode=755";
        boolean mounted = runs("mount", "-t", "tmpfs", "-o", size, "mtg-test", folder.toString());
        assumeTrue(mounted, "no small file system can be mounted: run the tests as root on Linux");
        return new SmallDisk(folder);
    }

    /** Writes until nothing more fits. */
    public void fill() {
        byte[] bytes = new byte[CHUNK];
        for (int length = CHUNK; length > 0; length /= 2) {
            try (OutputStream file = Files.newOutputStream(folder.resolve("filler" + length))) {
                while (true) file.write(bytes, 0, length);
            } catch (IOException full) {
                // Smaller writes may fit.
            }
        }
    }

    /** Refuses all writes from now on. */
    public void makeReadOnly() {
        assumeTrue(
                runs("mount", "-o", "remount,ro", folder.toString()), "it cannot be mounted again");
    }

    /** Deletes what {@link #fill} wrote. */
    public void free() throws IOException {
        for (int length = CHUNK; length > 0; length /= 2)
            Files.deleteIfExists(folder.resolve("filler" + length));
    }

    /** Also if a process still has files open here. */
    @Override
    public void close() {
        runs("umount", "-l", folder.toString());
    }

    private static boolean runs(String... command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            return builder.start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
