package metatextgrad.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * A row is read with the schema that wrote it. So every schema that was ever released stays in
 * {@code released} and in its index. With {@code -Dschemas.release=v2} this test adds the new
 * schemas to that folder. Never change a file of a release that is in use.
 */
class SchemasReleasedTest {
    private static final Path INDEX = SchemaFiles.RELEASED.resolve("index");

    @Test
    void shouldHoldEverySchemaThatWrites() throws IOException {
        String release = System.getProperty("schemas.release");
        if (release != null) cut(release);

        assertThat(unreleased())
                .as(
                        "not released yet; add them with: mvn -pl schemas test"
                                + " -Dtest=SchemasReleasedTest -Dschemas.release=<v1, v2, ...>")
                .isEmpty();
        assertThat(Files.readAllLines(INDEX)).isEqualTo(fileNames());
    }

    private static List<String> unreleased() {
        List<Schema> released = SchemaFiles.released();
        return SchemaFiles.written().stream()
                .filter(schema -> !released.contains(schema))
                .map(Schema::getName)
                .toList();
    }

    private static void cut(String release) throws IOException {
        Path folder = Files.createDirectories(SchemaFiles.RELEASED.resolve(release));
        List<String> names = unreleased();
        for (Schema schema : SchemaFiles.written()) {
            if (!names.contains(schema.getName())) continue;
            Files.writeString(
                    folder.resolve(schema.getName() + ".avsc"), schema.toString(true) + "\n");
        }
        Files.write(INDEX, fileNames());
    }

    private static List<String> fileNames() {
        return SchemaFiles.releasedFiles().stream()
                .map(file -> SchemaFiles.RELEASED.relativize(file).toString())
                .toList();
    }
}
