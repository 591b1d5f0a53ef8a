package metatextgrad.experiments.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The recorded calls of a folder: a file with a line of JSON for each. A line is written as soon as
 * its reply is there, so a killed process loses only calls in flight. Thread-safe.
 */
public final class CallFile implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, RecordedCall> calls = new ConcurrentHashMap<>();
    private final FileChannel out;

    private CallFile(FileChannel out) {
        this.out = out;
    }

    /**
     * Reads the calls so far, and keeps the file for this process.
     *
     * @throws IllegalStateException if another process has it
     */
    public static CallFile open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel out = FileChannel.open(file, CREATE, WRITE, APPEND);
        if (lock(out) == null) {
            out.close();
            throw new IllegalStateException(
                    "another process records calls in %s: wait for its end".formatted(file));
        }
        CallFile opened = new CallFile(out);
        opened.read(file);
        return opened;
    }

    private static @Nullable FileLock lock(FileChannel out) throws IOException {
        try {
            return out.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** A process that was killed may have left the last line incomplete. */
    private void read(Path file) throws IOException {
        boolean whole = true;
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                whole = read(line);
            }
        }
        if (!whole) write("\n");
    }

    private boolean read(String line) {
        if (line.isEmpty()) return true;
        try {
            RecordedCall call = MAPPER.readValue(line, RecordedCall.class);
            calls.putIfAbsent(call.key(), call);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Returns the number of recorded calls. */
    public int size() {
        return calls.size();
    }

    @Nullable RecordedCall get(String key) {
        return calls.get(key);
    }

    /** Records a call. Returns the one that counts: the first one of its key. */
    RecordedCall add(RecordedCall call) {
        RecordedCall first = calls.putIfAbsent(call.key(), call);
        if (first != null) return first;
        try {
            write(MAPPER.writeValueAsString(call) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return call;
    }

    private synchronized void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) out.write(bytes);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
