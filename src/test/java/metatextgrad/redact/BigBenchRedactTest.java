package metatextgrad.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions of BIG-bench Hard contain no secret, so none of them changes. */
final class BigBenchRedactTest {
    @ParameterizedTest
    @ValueSource(strings = {"dyck_languages", "object_counting", "word_sorting"})
    void shouldFindNothing(String family) throws IOException {
        Path file = file(family + ".json");
        assumeTrue(Files.exists(file), "../shared/data/bbh is not there");
        JsonNode examples = new ObjectMapper().readTree(Files.readString(file)).get("examples");
        assertThat(examples).hasSize(250);
        for (JsonNode example : examples) {
            assertThat(Redactor.find(example.get("input").asText())).isEmpty();
            assertThat(Redactor.find(example.get("target").asText())).isEmpty();
        }
    }

    /** Looks beside the repository, or beside a folder above it. */
    private static Path file(String name) {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, Objects::nonNull, Path::getParent)
                .map(above -> above.resolve("shared/data/bbh").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(here.resolve(name));
    }
}
