package metatextgrad.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Texts of the product that lie beside its classes. */
final class Resources {
    private Resources() {}

    static String text(String path) {
        try (InputStream file = Resources.class.getResourceAsStream(path)) {
            if (file == null) throw new IllegalStateException("no resource " + path);
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
