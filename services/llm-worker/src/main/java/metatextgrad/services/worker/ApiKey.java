package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The key of the model's server. Never shown: not in a log, an exception or {@code toString}. */
public final class ApiKey {
    private final Supplier<String> source;

    private ApiKey(Supplier<String> source) {
        this.source = source;
    }

    public static ApiKey of(String key) {
        requireNonNull(key, "key is null");
        return new ApiKey(() -> key);
    }

    /** Read again for each call, so that a new key needs no restart. */
    public static ApiKey inFile(Path file) {
        requireNonNull(file, "file is null");
        return new ApiKey(() -> read(file));
    }

    String current() {
        return source.get().strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("no key in " + file, e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
