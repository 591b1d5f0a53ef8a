package metatextgrad.modelclient;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * The key of the model's server. Never shown: not in a log, an exception or {@code toString}.
 * Thread-safe.
 */
public final class ApiKey {
    /** A key that every server refuses: calls wait then, and none fails. */
    private static final String NONE = "none";

    /** Makes the present key from the one before. */
    private final UnaryOperator<String> source;

    private volatile String last;

    private ApiKey(String first, UnaryOperator<String> source) {
        this.source = source;
        last = first;
    }

    public static ApiKey of(String key) {
        requireNonNull(key, "key is null");
        return new ApiKey(key.strip(), same -> same);
    }

    /**
     * Read again for each call, so that a new key needs no restart. While the file is gone or
     * blank, as it may be in the moment it is replaced, the key before it holds.
     */
    public static ApiKey inFile(Path file) {
        requireNonNull(file, "file is null");
        return new ApiKey(NONE, before -> read(file, before));
    }

    public String current() {
        String now = source.apply(last);
        last = now;
        return now;
    }

    private static String read(Path file, String before) {
        try {
            String key = Files.readString(file).strip();
            return key.isEmpty() ? before : key;
        } catch (IOException e) {
            return before;
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
