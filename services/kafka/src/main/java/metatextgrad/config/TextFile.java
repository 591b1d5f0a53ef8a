package metatextgrad.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Reads a text file that a user named. Blocking. */
public final class TextFile {
    private static final int MAX_BYTES = 128 << 20;

    private TextFile() {}

    /**
     * Reads the file as UTF-8.
     *
     * @throws Unusable with a message that follows the file's name
     */
    public static String read(Path file) throws Unusable {
        if (Files.isDirectory(file)) throw missing("is a directory: specify a file");
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES)
                throw new Unusable(
                        "is larger than %d MiB: split it into several".formatted(MAX_BYTES >> 20),
                        false);
            return decoded(bytes);
        } catch (Unusable e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw missing("does not exist");
        } catch (AccessDeniedException e) {
            throw new Unusable("cannot be read: grant read permission to the current user", false);
        } catch (IOException e) {
            // A link that exists and cannot be followed is a loop; the JDK has no exception for it.
            if (Files.isSymbolicLink(file))
                throw missing("is a broken link: specify the file itself");
            throw new Unusable("cannot be read: " + reason(e), false);
        }
    }

    private static String decoded(byte[] bytes) throws Unusable {
        ByteBuffer read = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(read).toString();
        } catch (CharacterCodingException e) {
            // The decoder has stopped before the first invalid byte.
            long lines = IntStream.range(0, read.position()).filter(i -> bytes[i] == '\n').count();
            throw new Unusable(
                    "is not UTF-8 text (line %d): save it as UTF-8".formatted(lines + 1), false);
        }
    }

    private static Unusable missing(String message) {
        return new Unusable(message, true);
    }

    /** Removes the file's name, which the caller prints first. */
    private static String reason(IOException e) {
        boolean named = e instanceof FileSystemException;
        return String.valueOf(named ? ((FileSystemException) e).getReason() : e.getMessage());
    }

    /** A file that cannot be used. */
    public static final class Unusable extends IOException {
        private final boolean missing;

        Unusable(String message, boolean missing) {
            super(message);
            this.missing = missing;
        }

        /** Returns true if no such file exists, and false if the file is unusable. */
        public boolean missing() {
            return missing;
        }
    }
}
