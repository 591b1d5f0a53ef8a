package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples for all languages, {@code docs/assignment-vectors.json}. */
final class UnitHashTest {
    private static final Path VECTORS = Path.of("..", "..", "docs", "assignment-vectors.json");

    @Test
    void shouldAssignAsThePublishedVectors() throws IOException {
        Map<?, ?> file = (Map<?, ?>) JsonParser.parse(Files.readString(VECTORS));
        double share = ((Number) file.get("share")).doubleValue();
        List<?> vectors = (List<?>) file.get("vectors");

        assertThat(vectors).hasSizeGreaterThan(10);
        for (Object vector : vectors) {
            Map<?, ?> one = (Map<?, ?>) vector;
            String project = (String) one.get("project");
            long serial = (Long) one.get("serial");
            String unit = (String) one.get("unit");
            assertThat(UnitHash.place(project, serial, unit))
                    .as("%s", one)
                    .isEqualTo(((Number) one.get("place")).doubleValue());
            ServingTable table =
                    ServingTable.read(Tables.json(project, serial, "first", "second", share));
            assertThat(table.prompt(unit).version())
                    .as("%s", one)
                    .isEqualTo(Boolean.TRUE.equals(one.get("second")) ? "second" : "first");
        }
    }
}
