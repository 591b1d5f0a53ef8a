package metatextgrad.wire.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** Every schema that any release has written with, as the schemas module lists them. */
public final class ReleasedSchemas {
    private static final String FOLDER = "/schemas/released/";

    public static final List<Schema> ALL =
            text("index").lines().map(file -> parse(text(file))).toList();

    private ReleasedSchemas() {}

    private static Schema parse(String json) {
        return new SchemaParser().parse(json).mainSchema();
    }

    private static String text(String file) {
        try (InputStream stream = ReleasedSchemas.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) throw new IllegalStateException("no resource " + FOLDER + file);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
