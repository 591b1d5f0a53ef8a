package metatextgrad.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Loads text resources from the class path. */
public final class Resources {
    private Resources() {}

    /**
     * Returns the text of a UTF-8 resource.
     *
     * @param path the absolute path on the class path
     */
    public static String text(String path) {
        try (InputStream file = Resources.class.getResourceAsStream(path)) {
            if (file == null) throw new IllegalStateException("no resource " + path);
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
