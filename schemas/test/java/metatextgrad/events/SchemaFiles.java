package metatextgrad.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.specific.SpecificData;

/**
 * The schemas of this release, as the generated classes hold them, and the schemas of all releases.
 */
final class SchemaFiles {
    static final Path CURRENT = Path.of("events");
    static final Path RELEASED = Path.of("released");

    private SchemaFiles() {}

    /** All current types: events, rows and the types nested in them. */
    static List<Schema> types() {
        return files(CURRENT, 2).stream().map(SchemaFiles::generated).toList();
    }

    /** The types that are written as records of their own. */
    static List<Schema> written() {
        return files(CURRENT, 1).stream().map(SchemaFiles::generated).toList();
    }

    static List<Path> releasedFiles() {
        return files(RELEASED, 2);
    }

    static List<Schema> released() {
        return releasedFiles().stream().map(SchemaFiles::parse).toList();
    }

    static Schema parse(Path file) {
        try {
            return new SchemaParser().parse(file).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema generated(Path file) {
        String name = file.getFileName().toString().replace(".avsc", "");
        try {
            return SpecificData.get().getSchema(Class.forName("metatextgrad.events." + name));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(file + " must be named like its record", e);
        }
    }

    private static List<Path> files(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
