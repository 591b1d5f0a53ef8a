package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Yaml;
import org.junit.jupiter.api.Test;

/** {@code docker-compose.yml} against the JSON schema of the Compose Specification. */
final class ComposeSpecificationTest {
    private static final String FILE =
            "services/bench/src/test/resources/compose-spec/compose-spec.json";

    private final JsonNode file = Yaml.read(Repository.read("docker-compose.yml"));

    @Test
    void shouldFollowTheSpecification() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void shouldFindAKeyThatIsNotSpecified() {
        ((ObjectNode) file.path("services").path("intake")).put("depend_on", "init");
        assertThat(problems()).anyMatch(problem -> problem.contains("depend_on"));
    }

    @Test
    void shouldFindAValueOfAnotherType() {
        ((ObjectNode) file.path("services").path("intake")).put("healthcheck", "curl");
        assertThat(problems()).anyMatch(problem -> problem.contains("healthcheck"));
    }

    private List<String> problems() {
        ObjectNode schema = (ObjectNode) Yaml.read(Repository.read(FILE));
        // The validator takes an absolute address only.
        schema.remove("$id");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(file)
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
